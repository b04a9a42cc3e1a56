namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Request: create NS (SOL005 §6.5).</summary>
public sealed record CreateNsRequest
{
    /// <summary>Identifier of the NSD.</summary>
    public required string NsdId { get; init; }

    /// <summary>NS name.</summary>
    public required string NsName { get; init; }

    /// <summary>NS description.</summary>
    public required string NsDescription { get; init; }
}
