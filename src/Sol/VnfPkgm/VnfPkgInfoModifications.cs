using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>VNF package information modifications (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record VnfPkgInfoModifications
{
    /// <summary>Operational state.</summary>
    public PackageOperationalStateType? OperationalState { get; init; }

    /// <summary>User defined data.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserDefinedData { get; init; }
}
