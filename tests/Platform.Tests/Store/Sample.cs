using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Tests.Store;

internal sealed record Sample(string Name, int Count, SampleState? State = null, IReadOnlyList<string>? Tags = null);

internal sealed record SampleState(string Phase, bool Enabled = false);

internal static class SampleCollections
{
    public static readonly DocumentCollection<Sample> Samples = new()
    {
        Name = "samples",
        TypeInfo = SampleJson.Default.Sample,
        IndexedFields = ["name", "state/phase", "count", "state/enabled"],
    };

    public static readonly DocumentCollection<Sample> Others = new() { Name = "others", TypeInfo = SampleJson.Default.Sample };

    public static readonly DocumentCollection<JsonElement> Raw = new() { Name = "raw", TypeInfo = SampleJson.Default.JsonElement, IndexedFields = ["text", "deep/text"] };

    public static readonly DocumentCollection<JsonElement> Rooted = new()
    {
        Name = "rooted",
        TypeInfo = SampleJson.Default.JsonElement,
        IndexedFields = ["resource/text"],
        FilterRoot = "resource",
    };

    public static readonly DocumentCollection<JsonElement> Headed = new()
    {
        Name = "headed",
        TypeInfo = SampleJson.Default.JsonElement,
        IndexedFields = ["text", "deep/text"],
        IdField = "id",
        Bulk = ["number", "texts", "deep/list", "deep/deep/text", "nodes"],
    };

    public static IReadOnlyList<IDocumentCollection> All { get; } = [Samples, Others, Raw, Rooted, Headed];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Sample))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SampleJson : JsonSerializerContext;
