using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>JSON metadata of the VNF package management API: camel case, nulls not written, unknown attributes ignored, depth at most 64.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ApiVersionInformation))]
[JsonSerializable(typeof(CreateVnfPkgInfoRequest))]
[JsonSerializable(typeof(ExternalArtifactsAccessConfig))]
[JsonSerializable(typeof(ExternalArtifactsAccessConfigArtifact))]
[JsonSerializable(typeof(ExternalArtifactsAccessConfigArtifactParamsOauth2ClientCredentials))]
[JsonSerializable(typeof(PkgmLinks))]
[JsonSerializable(typeof(PkgmNotificationsFilter))]
[JsonSerializable(typeof(PkgmSubscription))]
[JsonSerializable(typeof(PkgmSubscriptionLinks))]
[JsonSerializable(typeof(PkgmSubscriptionRequest))]
[JsonSerializable(typeof(SubscriptionAuthentication))]
[JsonSerializable(typeof(UploadVnfPackageFromUriRequest))]
[JsonSerializable(typeof(UploadVnfPackageFromUriRequestParamsOauth2ClientCredentials))]
[JsonSerializable(typeof(VnfPackageArtifactInfo))]
[JsonSerializable(typeof(VnfPackageChangeNotification))]
[JsonSerializable(typeof(VnfPackageOnboardingNotification))]
[JsonSerializable(typeof(VnfPackageSoftwareImageInfo))]
[JsonSerializable(typeof(VnfPkgInfo))]
[JsonSerializable(typeof(VnfPkgInfoLinks))]
[JsonSerializable(typeof(VnfPkgInfoModifications))]
[JsonSerializable(typeof(IReadOnlyList<VnfPkgInfo>))]
[JsonSerializable(typeof(List<VnfPkgInfo>))]
[JsonSerializable(typeof(IReadOnlyList<PkgmSubscription>))]
[JsonSerializable(typeof(List<PkgmSubscription>))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class VnfPkgmJsonContext : JsonSerializerContext;
