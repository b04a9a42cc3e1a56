namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>A resource as OpenStack shows it.</summary>
internal sealed record Observed
{
    public required string VimId { get; init; }

    public required VimResourceState State { get; init; }

    public VimError? Error { get; init; }

    public VimOutputs Outputs { get; init; } = VimOutputs.None;

    public ResourceMark? Mark { get; init; }

    public string Name { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Status in OpenStack's own word.</summary>
    public string Status { get; init; } = "";

    /// <summary>What is under way, in OpenStack's own word.</summary>
    public string? Task { get; init; }

    public string? PartId { get; init; }

    /// <summary>Server: identifier of the image it was booted or last rebuilt from, as OpenStack tells.</summary>
    public string? BootedFrom { get; init; }

    /// <summary>Server: identifiers of the volumes that are attached, as OpenStack tells; null where it does not.</summary>
    public IReadOnlyList<string>? VolumeIds { get; init; }

    /// <summary>A change that was just sent and that OpenStack carries out by itself.</summary>
    public SentChange? Asked { get; init; }

    /// <summary>Why a change or action that OpenStack had accepted was not carried out; the resource is as it was before.</summary>
    public VimError? Failure { get; init; }

    /// <summary>It was compared with the specification at this look, and what was missing was asked for. A resource that only looks settled may lack a change whose request failed.</summary>
    public bool IsCompared { get; init; }

    /// <summary>Port: as Neutron shows it, to change only what is not as it shall be.</summary>
    public Rest.OsPort? Port { get; init; }

    /// <summary>Network: other projects may use it.</summary>
    public bool IsShared { get; init; }

    /// <summary>Network: its QoS policy.</summary>
    public string? PolicyId { get; init; }

    /// <summary>It is in ERROR and the reason is not there yet: Nova writes it a moment later.</summary>
    public bool IsUnexplained { get; init; }
}
