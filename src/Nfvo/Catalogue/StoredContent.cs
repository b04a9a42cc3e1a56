namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>A VNF package or NSD as it is stored: what clients see, and where its content is.</summary>
/// <typeparam name="T">The SOL resource (VnfPkgInfo, NsdInfo).</typeparam>
public sealed record StoredContent<T>
{
    /// <summary>What clients see; its links and its usage state are filled in when it is read.</summary>
    public required T Resource { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The running upload, null when none is.</summary>
    public string? UploadId { get; init; }

    /// <summary>The uploaded content, null before and after a failure.</summary>
    public ContentLocation? Content { get; init; }

    /// <summary>Path of the entry definitions inside the content, when onboarded.</summary>
    public string? EntryDefinitions { get; init; }

    /// <summary>Path of the manifest inside the content, when onboarded and there is one.</summary>
    public string? ManifestPath { get; init; }
}
