using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>JSON metadata of the NSD and PNFD management API: camel case, nulls not written, unknown attributes ignored, depth at most 64.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ApiVersionInformation))]
[JsonSerializable(typeof(CreateNsdInfoRequest))]
[JsonSerializable(typeof(CreatePnfdInfoRequest))]
[JsonSerializable(typeof(NsdArchiveArtifactInfo))]
[JsonSerializable(typeof(NsdChangeNotification))]
[JsonSerializable(typeof(NsdDeletionNotification))]
[JsonSerializable(typeof(NsdInfo))]
[JsonSerializable(typeof(NsdInfoLinks))]
[JsonSerializable(typeof(NsdInfoModifications))]
[JsonSerializable(typeof(NsdOnBoardingFailureNotification))]
[JsonSerializable(typeof(NsdOnBoardingNotification))]
[JsonSerializable(typeof(NsdmLinks))]
[JsonSerializable(typeof(NsdmNotificationsFilter))]
[JsonSerializable(typeof(NsdmSubscription))]
[JsonSerializable(typeof(NsdmSubscriptionLinks))]
[JsonSerializable(typeof(NsdmSubscriptionRequest))]
[JsonSerializable(typeof(PnfdArchiveArtifactInfo))]
[JsonSerializable(typeof(PnfdDeletionNotification))]
[JsonSerializable(typeof(PnfdInfo))]
[JsonSerializable(typeof(PnfdInfoLinks))]
[JsonSerializable(typeof(PnfdInfoModifications))]
[JsonSerializable(typeof(PnfdOnBoardingFailureNotification))]
[JsonSerializable(typeof(PnfdOnBoardingNotification))]
[JsonSerializable(typeof(PnfdmLinks))]
[JsonSerializable(typeof(SubscriptionAuthentication))]
[JsonSerializable(typeof(IReadOnlyList<NsdInfo>))]
[JsonSerializable(typeof(List<NsdInfo>))]
[JsonSerializable(typeof(IReadOnlyList<PnfdInfo>))]
[JsonSerializable(typeof(List<PnfdInfo>))]
[JsonSerializable(typeof(IReadOnlyList<NsdmSubscription>))]
[JsonSerializable(typeof(List<NsdmSubscription>))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class NsdJsonContext : JsonSerializerContext;
