namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A VNF of a network service, brought up by a VNFM (SOL001 VnfProfile).</summary>
public sealed record ChildVnfSpec : ResourceSpec
{
    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.ChildVnf;

    /// <summary>Profile in the NSD.</summary>
    public required string VnfProfileId { get; init; }

    /// <summary>Descriptor of the VNF.</summary>
    public required string VnfdId { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The registered VNFM that looks after it; null: the house's own.</summary>
    public string? VnfmId { get; init; }

    /// <summary>Deployment flavour.</summary>
    public required string FlavourId { get; init; }

    /// <summary>Instantiation level; null: the descriptor's default.</summary>
    public string? InstantiationLevelId { get; init; }

    /// <summary>Which external connection point goes to which network node of the service.</summary>
    public IReadOnlyList<ExtConnectionSpec> Connections { get; init; } = [];
}
