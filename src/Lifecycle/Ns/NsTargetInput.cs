using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Ns;

/// <summary>All that decides what a network service shall consist of.</summary>
public sealed record NsTargetInput
{
    /// <summary>Name for the resources.</summary>
    public required string InstanceName { get; init; }

    /// <summary>The flavour of the descriptor.</summary>
    public required NsDeploymentFlavour Flavour { get; init; }

    /// <summary>Instantiation level; null: the flavour's default.</summary>
    public NsInstantiationLevel? Level { get; init; }

    /// <summary>
    /// Default flavour and external connection points of each VNFD: profiles may leave the flavour out, and may name connection points by requirement.
    /// </summary>
    public required IReadOnlyDictionary<string, VnfDescriptor> Vnfds { get; init; }

    /// <summary>The registered VNFM for each VNFD that has one of its own.</summary>
    public IReadOnlyDictionary<string, string> Vnfms { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
