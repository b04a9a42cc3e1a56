namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Request: heal NS (SOL005 §6.5).</summary>
public sealed record HealNsRequest
{
    /// <summary>Heal NS data.</summary>
    public HealNsData? HealNsData { get; init; }

    /// <summary>Heal VNF data.</summary>
    public IReadOnlyList<HealVnfData>? HealVnfData { get; init; }
}
