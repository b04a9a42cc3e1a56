using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>A network service as it is stored: the SOL resource and what only the NFVO needs to know.</summary>
public sealed record NsRecord
{
    /// <summary>The SOL005 resource; links and constituent VNFs are written when it is read.</summary>
    public required NsInstance Resource { get; init; }

    /// <summary>What the service has, or may have.</summary>
    public IReadOnlyList<ManagedResource> Resources { get; init; } = [];

    /// <summary>Null until instantiated.</summary>
    public NsSettings? Settings { get; init; }

    /// <summary>Whether it has forwarding paths that must be watched; indexed.</summary>
    public bool HasPaths { get; init; }
}
