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

    /// <inheritdoc/>
    /// <remarks>Subnets may be added after those it has.</remarks>
    public override bool CanBecome(ResourceSpec target)
        => target is NetworkSpec other && other.Subnets.Count >= Subnets.Count && Subnets.SequenceEqual(other.Subnets.Take(Subnets.Count));
}
