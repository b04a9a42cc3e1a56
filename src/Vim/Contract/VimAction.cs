namespace NfvOrchestrator.Vim;

/// <summary>Something to do with a resource that is not a change of its specification.</summary>
public sealed record VimAction
{
    /// <summary>What to do.</summary>
    public required VimActionType Type { get; init; }

    /// <summary>
    /// The caller's identifier of this action. The same identifier sent again is not carried out again, which makes even a reboot repeatable.
    /// An adapter remembers the last 16 per resource.
    /// </summary>
    public required string ActionId { get; init; }

    /// <summary>REBUILD: image or snapshot to rebuild from, as <see cref="ComputeSpec.ImageRef"/>; absent means the one it has.</summary>
    public string? ImageRef { get; init; }

    /// <summary>REBUILD: boot data from now on, base64; absent keeps what it has.</summary>
    public string? UserData { get; init; }

    /// <summary>MIGRATE: without stopping the guest; false stops it, moves it and starts it again.</summary>
    public bool Live { get; set; } = true;

    /// <summary>MIGRATE, EVACUATE: host to go to (administrators only); absent leaves it to the VIM.</summary>
    public string? TargetHost { get; init; }

    /// <summary>MIGRATE: zone to go to; the specification names it afterwards. Absent: it stays in its zone, if it has one.</summary>
    public string? TargetZone { get; init; }

    /// <summary>Ask the guest to stop by itself before force is used; stop and reboot.</summary>
    public bool Graceful { get; set; } = true;

    /// <summary>Seconds the guest gets to stop by itself.</summary>
    public int GracefulTimeoutSeconds { get; set; } = 60;
}
