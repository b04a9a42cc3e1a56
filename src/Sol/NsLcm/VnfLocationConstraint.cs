namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>VNF location constraint (SOL005 §6.5).</summary>
public sealed record VnfLocationConstraint
{
    /// <summary>Identifier of the VNF profile.</summary>
    public required string VnfProfileId { get; init; }

    /// <summary>Location constraints.</summary>
    public LocationConstraints? LocationConstraints { get; init; }
}
