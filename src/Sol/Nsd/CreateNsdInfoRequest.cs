using System.Text.Json;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Request: create NSD information (SOL005 §5.5).</summary>
public sealed record CreateNsdInfoRequest
{
    /// <summary>User defined data.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserDefinedData { get; init; }
}
