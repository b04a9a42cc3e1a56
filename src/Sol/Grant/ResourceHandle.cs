namespace NfvOrchestrator.Sol.Grant;

/// <summary>Where one virtualised resource lives and how its VIM calls it (SOL003 §9.5).</summary>
public sealed record ResourceHandle
{
    /// <summary>Identifier of the VIM connection.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>Identifier of the resource provider.</summary>
    public string? ResourceProviderId { get; init; }

    /// <summary>Identifier of the resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>VIM level resource type.</summary>
    public string? VimLevelResourceType { get; init; }
}
