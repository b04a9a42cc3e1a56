using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>JSON metadata of the contract; both sides use it, so nothing is reflected over at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(VimResourceSpec))]
[JsonSerializable(typeof(VimResource))]
[JsonSerializable(typeof(VimResourcePage))]
[JsonSerializable(typeof(VimAccount))]
[JsonSerializable(typeof(VimAccountList))]
[JsonSerializable(typeof(VimCapacity))]
[JsonSerializable(typeof(VimAction))]
[JsonSerializable(typeof(VimBatchRequest))]
[JsonSerializable(typeof(VimBatchResponse))]
[JsonSerializable(typeof(VimFlavour))]
[JsonSerializable(typeof(VimFlavourPage))]
[JsonSerializable(typeof(VimImagePage))]
[JsonSerializable(typeof(VimNetwork))]
[JsonSerializable(typeof(VimError))]
[JsonSerializable(typeof(VimConsole))]
[JsonSerializable(typeof(VimHostAction))]
[JsonSerializable(typeof(VimHostStatus))]
public sealed partial class VimJsonContext : JsonSerializerContext;
