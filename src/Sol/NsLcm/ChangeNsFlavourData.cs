namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Change NS flavour data (SOL005 §6.5).</summary>
public sealed record ChangeNsFlavourData
{
    /// <summary>Identifier of the new NS flavour.</summary>
    public required string NewNsFlavourId { get; init; }

    /// <summary>Identifier of the instantiation level.</summary>
    public string? InstantiationLevelId { get; init; }
}
