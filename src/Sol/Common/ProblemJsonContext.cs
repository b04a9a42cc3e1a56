using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>JSON metadata of the error body.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64)]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(string))]
public sealed partial class ProblemJsonContext : JsonSerializerContext;
