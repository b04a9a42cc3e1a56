using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Request: create VNF package information (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record CreateVnfPkgInfoRequest
{
    /// <summary>User defined data.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserDefinedData { get; init; }
}
