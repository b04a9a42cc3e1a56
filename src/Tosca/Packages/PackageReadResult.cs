using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>Everything a package says, or why it cannot be used.</summary>
public sealed record PackageReadResult
{
    /// <summary>What it describes.</summary>
    public required PackageKind PackageKind { get; init; }

    /// <summary>The VNF, when it is a VNF package that has no errors.</summary>
    public VnfDescriptor? VnfDescriptor { get; init; }

    /// <summary>The network service, when it is an NSD archive that has no errors.</summary>
    public NsDescriptor? NsDescriptor { get; init; }

    /// <summary>The PNF, when it is a PNFD archive that has no errors.</summary>
    public PnfDescriptor? PnfDescriptor { get; init; }

    /// <summary>Where things are in the package.</summary>
    public PackageLayout Layout { get; init; } = new();

    /// <summary>Path of the entry definitions inside the package, when found.</summary>
    public string? EntryDefinitions => Layout.EntryDefinitions;

    /// <summary>The manifest, when there is one.</summary>
    public PackageManifest? Manifest { get; init; }

    /// <summary>Files of the package and external artifacts of the manifest, sorted by path.</summary>
    public IReadOnlyList<PackageArtifact> Artifacts { get; init; } = [];

    /// <summary>Software images of all flavours, each once.</summary>
    public IReadOnlyList<SwImage> SoftwareImages { get; init; } = [];

    /// <summary>Signatures of the package, that of the whole package first, then that of the manifest.</summary>
    public IReadOnlyList<PackageSignature> Signatures { get; init; } = [];

    /// <summary>True when the CSAR came signed as a whole (SOL004 §5.1, option 2).</summary>
    public bool IsSignedAsWhole => Signatures.Any(s => s.Scope == SignatureScope.Package);

    /// <summary>All findings, errors first within a file order.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>True when nothing blocks.</summary>
    public bool Ok => !Diagnostics.Any(d => d.Severity == Severity.Error);

    /// <summary>The findings that block.</summary>
    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(d => d.Severity == Severity.Error);
}
