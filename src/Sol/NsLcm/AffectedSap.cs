namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Affected SAP (SOL005 §6.5).</summary>
public sealed record AffectedSap
{
    /// <summary>Identifier of the SAP instance.</summary>
    public required string SapInstanceId { get; init; }

    /// <summary>Identifier of the SAPD.</summary>
    public required string SapdId { get; init; }

    /// <summary>SAP name.</summary>
    public string? SapName { get; init; }

    /// <summary>Change type.</summary>
    public AffectedSapChangeType? ChangeType { get; init; }

    /// <summary>Change result.</summary>
    public ChangeResult? ChangeResult { get; init; }
}
