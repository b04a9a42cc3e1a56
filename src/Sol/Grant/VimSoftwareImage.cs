namespace NfvOrchestrator.Sol.Grant;

/// <summary>VIM software image (SOL003 §9.5).</summary>
public sealed record VimSoftwareImage
{
    /// <summary>Identifier of the VIM connection.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>Identifier of the resource provider.</summary>
    public string? ResourceProviderId { get; init; }

    /// <summary>Identifier of the VNFD software image.</summary>
    public required string VnfdSoftwareImageId { get; init; }

    /// <summary>Identifier of the VIM software image.</summary>
    public required string VimSoftwareImageId { get; init; }
}
