namespace NfvOrchestrator.Tosca.Model;

/// <summary>A constituent VNF (IFA014 §6.3.3 VnfProfile).</summary>
public sealed record VnfProfile
{
    /// <summary>Node template name.</summary>
    public required string ProfileId { get; init; }

    /// <summary>vnfdId of the VNFD.</summary>
    public required string VnfdId { get; init; }

    /// <summary>Flavour of the VNFD; null = its default.</summary>
    public string? FlavourId { get; init; }

    /// <summary>Instantiation level of the VNFD; null = its default.</summary>
    public string? InstantiationLevel { get; init; }

    /// <summary>Fewest instances of the VNF in the NS.</summary>
    public int MinNumberOfInstances { get; init; } = 1;

    /// <summary>Most instances of the VNF in the NS.</summary>
    public int MaxNumberOfInstances { get; init; } = 1;

    /// <summary>Wiring.</summary>
    public IReadOnlyList<VirtualLinkConnectivity> VirtualLinkConnectivity { get; init; } = [];
}
