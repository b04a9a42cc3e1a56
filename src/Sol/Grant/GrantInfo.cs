namespace NfvOrchestrator.Sol.Grant;

/// <summary>Decision on one resource of a grant request (SOL003 §9.5).</summary>
public sealed record GrantInfo
{
    /// <summary>Identifier of the resource definition.</summary>
    public required string ResourceDefinitionId { get; init; }

    /// <summary>Identifier of the reservation.</summary>
    public string? ReservationId { get; init; }

    /// <summary>Identifier of the VIM connection.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>Identifier of the resource provider.</summary>
    public string? ResourceProviderId { get; init; }

    /// <summary>Identifier of the zone.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Identifier of the resource group.</summary>
    public string? ResourceGroupId { get; init; }
}
