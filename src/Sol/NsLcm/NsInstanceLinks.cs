using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Links of NS instance (SOL005 §6.5).</summary>
public sealed record NsInstanceLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }

    /// <summary>Nested NS instances.</summary>
    public IReadOnlyList<Link>? NestedNsInstances { get; init; }

    /// <summary>VNF snapshot infos.</summary>
    public IReadOnlyList<Link>? VnfSnapshotInfos { get; init; }

    /// <summary>Instantiate.</summary>
    public Link? Instantiate { get; init; }

    /// <summary>Terminate.</summary>
    public Link? Terminate { get; init; }

    /// <summary>Update.</summary>
    public Link? Update { get; init; }

    /// <summary>Scale.</summary>
    public Link? Scale { get; init; }

    /// <summary>Heal.</summary>
    public Link? Heal { get; init; }
}
