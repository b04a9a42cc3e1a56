namespace NfvOrchestrator.Tosca.Model;

/// <summary>When indicators of constituents say so, the NS is changed (SOL001 §7.10.16 NsAutoScale).</summary>
public sealed record NsAutoScaleRule
{
    /// <summary>Policy name.</summary>
    public required string Id { get; init; }

    /// <summary>Its triggers.</summary>
    public IReadOnlyList<VnfIndicatorTrigger> Rules { get; init; } = [];

    /// <summary>Nodes it is about.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}
