namespace NfvOrchestrator.Sdn.Topologies;

/// <summary>The network of one controller as seen at one time.</summary>
public sealed record NetworkTopology
{
    /// <summary>The controller.</summary>
    public required string ControllerId { get; init; }

    /// <summary>Changes when a device, link or attachment appears, disappears or changes state; loads do not change it. Also the ETag.</summary>
    public required string Version { get; init; }

    /// <summary>When the controller was last read.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>The devices, by id.</summary>
    public required IReadOnlyList<NetworkDevice> Devices { get; init; }

    /// <summary>The directed links, by id.</summary>
    public required IReadOnlyList<NetworkLink> Links { get; init; }

    /// <summary>The attachment points, by id.</summary>
    public required IReadOnlyList<NetworkAttachment> Attachments { get; init; }
}
