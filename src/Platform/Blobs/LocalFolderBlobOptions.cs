namespace NfvOrchestrator.Platform.Blobs;

/// <summary>Where package content is kept on this machine (configuration section <c>Blobs</c>).</summary>
public sealed record LocalFolderBlobOptions
{
    /// <summary>The folder; it is created. Each tenant has a folder of its own inside.</summary>
    public required string Folder { get; init; }
}
