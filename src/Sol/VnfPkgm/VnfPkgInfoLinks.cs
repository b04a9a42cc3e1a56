using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Links of VNF package information (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record VnfPkgInfoLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }

    /// <summary>VNFD.</summary>
    public Link? Vnfd { get; init; }

    /// <summary>Package content.</summary>
    public required Link PackageContent { get; init; }
}
