namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A virtual network with its subnets (SOL001 VnfVirtualLink, NsVirtualLink).</summary>
public sealed record NetworkSpec : ResourceSpec
{
    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.Network;

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Layer 3 data; empty: layer 2 only.</summary>
    public IReadOnlyList<SubnetSpec> Subnets { get; init; } = [];

    /// <summary>Id of the virtual link in the descriptor, where it is not that in the key (a change of package gave it another); null: it is.</summary>
    public string? DescriptorId { get; init; }

    /// <inheritdoc/>
    /// <remarks>Subnets may be added after those it has.</remarks>
    public override bool CanBecome(ResourceSpec target)
        => target is NetworkSpec other && other.Subnets.Count >= Subnets.Count && Subnets.SequenceEqual(other.Subnets.Take(Subnets.Count));
}
