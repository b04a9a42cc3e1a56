using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Grant;

/// <summary>JSON metadata of the grants API: camel case, nulls not written, unknown attributes ignored, depth at most 64.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ApiVersionInformation))]
[JsonSerializable(typeof(ConstraintResourceRef))]
[JsonSerializable(typeof(ExtLinkPortData))]
[JsonSerializable(typeof(ExtManagedVirtualLinkData))]
[JsonSerializable(typeof(ExtVirtualLinkData))]
[JsonSerializable(typeof(Grant))]
[JsonSerializable(typeof(GrantInfo))]
[JsonSerializable(typeof(GrantLinks))]
[JsonSerializable(typeof(GrantRequest))]
[JsonSerializable(typeof(GrantRequestLinks))]
[JsonSerializable(typeof(PlacementConstraint))]
[JsonSerializable(typeof(ResourceDefinition))]
[JsonSerializable(typeof(ResourceHandle))]
[JsonSerializable(typeof(SnapshotResourceDefinition))]
[JsonSerializable(typeof(VimAssets))]
[JsonSerializable(typeof(VimComputeResourceFlavour))]
[JsonSerializable(typeof(VimConstraint))]
[JsonSerializable(typeof(VimSnapshotResource))]
[JsonSerializable(typeof(VimSoftwareImage))]
[JsonSerializable(typeof(VnfLinkPortData))]
[JsonSerializable(typeof(ZoneGroupInfo))]
[JsonSerializable(typeof(ZoneInfo))]
[JsonSerializable(typeof(IReadOnlyList<Grant>))]
[JsonSerializable(typeof(List<Grant>))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class GrantJsonContext : JsonSerializerContext;
