namespace NfvOrchestrator.Sol.VnfConfig;

/// <summary>Request: changes of the configuration of a VNF (SOL002 §9.5.2.3).</summary>
public sealed record VnfConfigModifications
{
    /// <summary>Of the VNF.</summary>
    public VnfConfigurationData? VnfConfigurationData { get; init; }

    /// <summary>Of VNFCs.</summary>
    public IReadOnlyList<VnfcConfigurationData>? VnfcConfigurationData { get; init; }
}
