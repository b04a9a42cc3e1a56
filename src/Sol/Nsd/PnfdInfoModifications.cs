using System.Text.Json;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>PNFD information modifications (SOL005 §5.5).</summary>
public sealed record PnfdInfoModifications
{
    /// <summary>User defined data.</summary>
    public required IReadOnlyDictionary<string, JsonElement> UserDefinedData { get; init; }
}
