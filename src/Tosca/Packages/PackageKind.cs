using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>What a package describes.</summary>
public enum PackageKind
{
    /// <summary>Could not be told.</summary>
    Unknown,

    /// <summary>A VNF package (SOL004).</summary>
    Vnf,

    /// <summary>An NSD archive (SOL007).</summary>
    Ns,

    /// <summary>A PNFD archive (SOL004/SOL007).</summary>
    Pnf,
}
