using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Snapshots;

/// <summary>What a VNF snapshot consists of: enough to make the instance what it was.</summary>
public sealed record VnfSnapshotContent
{
    /// <summary>The instance it was taken from.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>The VIM account the snapshots live in.</summary>
    public required string VimConnectionId { get; init; }

    /// <summary>What decided the target state of the instance.</summary>
    public required VnfSettings Settings { get; init; }

    /// <summary>The resources of the instance at the time.</summary>
    public required IReadOnlyList<ManagedResource> Resources { get; init; }

    /// <summary>The snapshots of its disks and volumes in the VIM.</summary>
    public required IReadOnlyList<ManagedResource> Snapshots { get; init; }
}
