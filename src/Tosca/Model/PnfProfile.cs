namespace NfvOrchestrator.Tosca.Model;

/// <summary>A constituent PNF (IFA014 §6.3.6 PnfProfile).</summary>
public sealed record PnfProfile
{
    /// <summary>Node template name.</summary>
    public required string ProfileId { get; init; }

    /// <summary>pnfdId of the PNFD.</summary>
    public required string PnfdId { get; init; }

    /// <summary>Where the NSD says so.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>Wiring.</summary>
    public IReadOnlyList<VirtualLinkConnectivity> VirtualLinkConnectivity { get; init; } = [];
}
