namespace NfvOrchestrator.Vim;

/// <summary>A software image that a VIM has, whoever stored it.</summary>
public sealed record VimImage
{
    /// <summary>The VIM's identifier; <see cref="ComputeSpec.ImageRef"/> names it.</summary>
    public required string Id { get; init; }

    /// <summary>The VIM's name.</summary>
    public string? Name { get; init; }

    /// <summary>Whether servers can be made from it now.</summary>
    public required bool Usable { get; init; }

    /// <summary>Its state in the words of the VIM, e.g. <c>active</c>, <c>queued</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Size of its content in bytes; absent: it has none yet.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Smallest disk in GiB that servers made from it need; absent: none is demanded.</summary>
    public long? MinDiskGib { get; init; }

    /// <summary>Key of the image when it is one of the caller's tenant; absent: somebody else's.</summary>
    public string? Key { get; init; }
}
