using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

#pragma warning disable MA0048 // one answer of Gnocchi, whose parts mean nothing alone

/// <summary>Measures of the resources that have an attribute in common.</summary>
/// <param name="Group">The attribute and its value.</param>
/// <param name="Measures">By the operation that was asked for.</param>
internal sealed record GnocchiGroup(IReadOnlyDictionary<string, JsonElement>? Group, GnocchiOperation? Measures);

/// <param name="Measures">By metric.</param>
internal sealed record GnocchiOperation(GnocchiAggregated? Measures);

/// <param name="Aggregated">Each is time, granularity in s, value.</param>
internal sealed record GnocchiAggregated(IReadOnlyList<IReadOnlyList<JsonElement>?>? Aggregated);

/// <summary>JSON metadata of it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 64)]
[JsonSerializable(typeof(IReadOnlyList<GnocchiGroup?>))]
internal sealed partial class GnocchiJson : JsonSerializerContext;
