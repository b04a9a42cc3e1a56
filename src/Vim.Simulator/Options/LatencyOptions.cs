namespace NfvOrchestrator.Vim.Simulator;

/// <summary>How long the NFVI takes. All zero (the default) needs no timer at all: a put answers with the finished resource.</summary>
public sealed class LatencyOptions
{
    /// <summary>Boot of a server.</summary>
    public DurationOptions Boot { get; set; } = new();

    /// <summary>Creation of anything but a server.</summary>
    public DurationOptions Create { get; set; } = new();

    /// <summary>Change, start, stop, reboot.</summary>
    public DurationOptions Update { get; set; } = new();

    /// <summary>Removal of a server or volume.</summary>
    public DurationOptions Delete { get; set; } = new();

    /// <summary>Copy of an image to a host, once per host and image, added to the boot.</summary>
    public DurationOptions ImageCopy { get; set; } = new();
}
