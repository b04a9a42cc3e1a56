using System.Text.Json;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Request: create PNFD information (SOL005 §5.5).</summary>
public sealed record CreatePnfdInfoRequest
{
    /// <summary>User defined data.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserDefinedData { get; init; }
}
