using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

#pragma warning disable MA0048 // an answer of Nova and its metadata

/// <summary>Extra specs of a flavour, as Nova tells them where they are not part of it.</summary>
internal sealed record ExtraSpecsAnswer
{
    public required IReadOnlyDictionary<string, JsonElement> ExtraSpecs { get; init; }
}

/// <summary>JSON metadata of it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, MaxDepth = 64)]
[JsonSerializable(typeof(ExtraSpecsAnswer))]
internal sealed partial class ExtraSpecsJson : JsonSerializerContext;
