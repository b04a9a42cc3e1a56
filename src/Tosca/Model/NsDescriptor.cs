namespace NfvOrchestrator.Tosca.Model;

/// <summary>What lifecycle code needs to know of a network service, resolved from its NSD (IFA014 §6.2.2, SOL001 §7).</summary>
public sealed record NsDescriptor
{
    /// <summary>nsdId (descriptor_id).</summary>
    public required string NsdId { get; init; }

    /// <summary>Invariant over the versions of the NSD.</summary>
    public required string InvariantId { get; init; }

    /// <summary>Invariant over versions that fit the same composite services (ext_invariant_id), when given.</summary>
    public string? ExtInvariantId { get; init; }

    /// <summary>Priority of the service, 0 the highest; null = not said.</summary>
    public int? Priority { get; init; }

    /// <summary>Whether every constituent must be onboarded before the NSD (SOL001 ≥ 4.3.1).</summary>
    public bool StrictConstituentOnboarding { get; init; } = true;

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Designer.</summary>
    public required string Designer { get; init; }

    /// <summary>Version of the NSD.</summary>
    public required string Version { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Ids of <see cref="Flavours"/>.</summary>
    public IReadOnlyList<string> FlavourIds { get; init; } = [];

    /// <summary>The flavour used when the caller names none.</summary>
    public required string DefaultFlavourId { get; init; }

    /// <summary>Deployment flavours; at least one.</summary>
    public required IReadOnlyList<NsDeploymentFlavour> Flavours { get; init; }

    /// <summary>The flavour with that id, or null.</summary>
    public NsDeploymentFlavour? FindFlavour(string flavourId) =>
        Flavours.FirstOrDefault(f => string.Equals(f.FlavourId, flavourId, StringComparison.Ordinal));
}
