namespace NfvOrchestrator.Tosca.Model;

/// <summary>A change to another VNF package that the descriptor prepares (SOL001 §6.10.14 VnfPackageChange, IFA011 §7.1.15.2). Read by change_vnfpkg.</summary>
public sealed record VnfPackageChange
{
    /// <summary>Policy name.</summary>
    public required string Id { get; init; }

    /// <summary>What the change applies to: at least one; the list form of SOL001 4.x and the single one before.</summary>
    public required IReadOnlyList<VnfPackageChangeSelector> Selectors { get; init; }

    /// <summary><c>UP</c>: the destination is newer; <c>DOWN</c>: it is older (spelled as in SOL003).</summary>
    public required string ModificationQualifier { get; init; }

    /// <summary>More about the change, for people.</summary>
    public string? AdditionalModificationDescription { get; init; }

    /// <summary>Which component of the source is which of the destination; what is not listed keeps its id.</summary>
    public IReadOnlyList<VnfPackageChangeComponentMapping> ComponentMappings { get; init; } = [];

    /// <summary>Flavour of the destination package.</summary>
    public required string DestinationFlavourId { get; init; }

    /// <summary>Names of <see cref="DeploymentFlavour.CoordinationActions"/> that take part.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Names of coordination actions that are not described in this VNFD.</summary>
    public IReadOnlyList<string> ReferencedCoordinationActions { get; init; } = [];

    /// <summary>VNF-specific operations that the triggers of the policy call, as <c>interface.operation</c>.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>True when the policy prepares the change from one package (and flavour) to another.</summary>
    public bool Covers(string sourceDescriptorId, string sourceFlavourId, string destinationDescriptorId) => Selectors.Any(s =>
        string.Equals(s.SourceDescriptorId, sourceDescriptorId, StringComparison.Ordinal)
        && string.Equals(s.SourceFlavourId, sourceFlavourId, StringComparison.Ordinal)
        && string.Equals(s.DestinationDescriptorId, destinationDescriptorId, StringComparison.Ordinal));

    /// <summary>Id of a component in the destination; the id itself when no mapping names it.</summary>
    /// <param name="componentType"><c>VDU</c>, <c>CP</c>, <c>VIRTUAL_LINK</c>, <c>VIRTUAL_STORAGE</c>, <c>DEPLOYMENT_FLAVOUR</c>, <c>INSTANTIATION_LEVEL</c> or <c>SCALING_ASPECT</c>.</param>
    /// <param name="sourceId">Id in the source.</param>
    public string DestinationOf(string componentType, string sourceId) =>
        ComponentMappings.FirstOrDefault(m => string.Equals(m.ComponentType, componentType, StringComparison.OrdinalIgnoreCase) && string.Equals(m.SourceId, sourceId, StringComparison.Ordinal))?.DestinationId ?? sourceId;
}
