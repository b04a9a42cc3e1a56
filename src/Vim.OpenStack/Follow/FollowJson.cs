using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>JSON metadata of published events.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VimServerEvent))]
internal sealed partial class FollowJson : JsonSerializerContext;
