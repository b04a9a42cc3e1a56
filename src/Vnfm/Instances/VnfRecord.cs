using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Instances;

/// <summary>A VNF instance as it is stored: the SOL resource and what only the VNFM needs to know.</summary>
public sealed record VnfRecord
{
    /// <summary>The SOL003 resource; its links are written when it is read.</summary>
    public required VnfInstance Resource { get; init; }

    /// <summary>What the instance has, or may have, in the VIM.</summary>
    public IReadOnlyList<ManagedResource> Resources { get; init; } = [];

    /// <summary>Null until instantiated.</summary>
    public VnfSettings? Settings { get; init; }
}
