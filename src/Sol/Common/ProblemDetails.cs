using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>The one error body of every SOL API: what failed, on what, why and what to do now (SOL013 §6.3, RFC 7807).</summary>
public sealed record ProblemDetails
{
    /// <summary>URI that identifies the kind of problem; absent means <c>about:blank</c>.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>Short, constant headline of the kind of problem.</summary>
    [JsonPropertyName("title")]
    public string? Title { get; init; }

    /// <summary>The HTTP status code, repeated for readers that only keep the body.</summary>
    [JsonPropertyName("status")]
    public required int Status { get; init; }

    /// <summary>What went wrong this time, for a person.</summary>
    [JsonPropertyName("detail")]
    public required string Detail { get; init; }

    /// <summary>URI of the occurrence, e.g. the operation occurrence that failed.</summary>
    [JsonPropertyName("instance")]
    public string? Instance { get; init; }

    /// <summary>Further members, e.g. <c>traceId</c>. Settable because source-generated JSON cannot bind extension data to an init accessor.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extensions { get; set; }

    /// <summary>This problem with one more text member.</summary>
    public ProblemDetails With(string name, string value)
    {
        var extensions = Extensions is null
            ? new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            : new Dictionary<string, JsonElement>(Extensions, StringComparer.Ordinal);
        extensions[name] = JsonSerializer.SerializeToElement(value, ProblemJsonContext.Default.String);
        return this with { Extensions = extensions };
    }
}
