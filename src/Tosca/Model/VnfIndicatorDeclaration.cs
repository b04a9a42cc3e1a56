namespace NfvOrchestrator.Tosca.Model;

/// <summary>
/// A value that VNF or EM report: indicatorId of SOL002/SOL003 §8. SOL001 declares it as an attribute of the VNF's node type that a
/// notification of the VnfIndicator interface sets, or only names it in the conditions of a VnfIndicator policy.
/// </summary>
public sealed record VnfIndicatorDeclaration
{
    /// <summary>Name of the attribute.</summary>
    public required string Id { get; init; }

    /// <summary><c>vnf</c>, <c>em</c> or <c>both_vnf_and_em</c>.</summary>
    public required string Source { get; init; }

    /// <summary>TOSCA type of the value, when the attribute is declared.</summary>
    public string? ValueType { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Notification that sets it, or null.</summary>
    public string? Notification { get; init; }
}
