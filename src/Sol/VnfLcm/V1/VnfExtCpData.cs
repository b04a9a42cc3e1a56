namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>External connection points made from one CPD, and their configuration by key; a null entry removes the instance (SOL003 §4.4).</summary>
public sealed record VnfExtCpData
{
    /// <summary>Identifier of the CPD.</summary>
    public required string CpdId { get; init; }

    /// <summary>CP config.</summary>
    public IReadOnlyList<VnfExtCpConfig>? CpConfig { get; init; }
}
