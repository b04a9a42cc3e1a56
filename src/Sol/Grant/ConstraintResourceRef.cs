namespace NfvOrchestrator.Sol.Grant;

/// <summary>Constraint resource ref (SOL003 §9.5).</summary>
public sealed record ConstraintResourceRef
{
    /// <summary>Identifier type.</summary>
    public required ConstraintResourceRefIdType IdType { get; init; }

    /// <summary>Identifier of the resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>Identifier of the VIM connection.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>Identifier of the resource provider.</summary>
    public string? ResourceProviderId { get; init; }
}
