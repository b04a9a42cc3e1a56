namespace NfvOrchestrator.Sol.Grant;

/// <summary>VIM compute resource flavour (SOL003 §9.5).</summary>
public sealed record VimComputeResourceFlavour
{
    /// <summary>Identifier of the VIM connection.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>Identifier of the resource provider.</summary>
    public string? ResourceProviderId { get; init; }

    /// <summary>Identifier of the VNFD virtual compute descriptor.</summary>
    public required string VnfdVirtualComputeDescId { get; init; }

    /// <summary>Identifier of the VIM flavour.</summary>
    public required string VimFlavourId { get; init; }
}
