using System.Text.Json;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>NSD information modifications (SOL005 §5.5).</summary>
public sealed record NsdInfoModifications
{
    /// <summary>NSD operational state.</summary>
    public NsdOperationalStateType? NsdOperationalState { get; init; }

    /// <summary>User defined data.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>? UserDefinedData { get; init; }
}
