namespace NfvOrchestrator.Tosca.Model;

/// <summary>A connection point of the VNF towards the outside (SOL001 §6.8.2).</summary>
public sealed record ExtCp
{
    /// <summary>cpdId as used in SOL003 extVirtualLinks: the name of the VnfExtCp, or of the VduCp that is exposed itself.</summary>
    public required string CpdId { get; init; }

    /// <summary>VduCps that carry its traffic: several when VDUs share the connection point; empty when it hangs on an internal link only.</summary>
    public IReadOnlyList<string> VduCpIds { get; init; } = [];

    /// <summary>Internal link behind a VnfExtCp, or null when a VduCp is exposed itself.</summary>
    public string? InternalVirtualLinkId { get; init; }

    /// <summary>Name of the requirement of the VNF node that stands for it (what an NSD wires), or null.</summary>
    public string? RequirementName { get; init; }

    /// <summary>Layer protocols.</summary>
    public IReadOnlyList<string> LayerProtocols { get; init; } = [];

    /// <summary>Whether an external link must be given for it.</summary>
    public bool Mandatory { get; init; }

    /// <summary>Addresses wanted.</summary>
    public IReadOnlyList<CpAddressing> Addressing { get; init; } = [];

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }
}
