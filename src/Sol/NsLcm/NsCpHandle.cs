namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>NS CP handle (SOL005 §6.5).</summary>
public sealed record NsCpHandle
{
    /// <summary>Identifier of the VNF instance.</summary>
    public string? VnfInstanceId { get; init; }

    /// <summary>Identifier of the VNF external CP instance.</summary>
    public string? VnfExtCpInstanceId { get; init; }

    /// <summary>Identifier of the PNF information.</summary>
    public string? PnfInfoId { get; init; }

    /// <summary>Identifier of the PNF external CP instance.</summary>
    public string? PnfExtCpInstanceId { get; init; }

    /// <summary>Identifier of the NS instance.</summary>
    public string? NsInstanceId { get; init; }

    /// <summary>Identifier of the NS SAP instance.</summary>
    public string? NsSapInstanceId { get; init; }
}
