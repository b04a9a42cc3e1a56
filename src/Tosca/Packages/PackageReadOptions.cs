using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>How a package is read.</summary>
public sealed record PackageReadOptions
{
    /// <summary>The defaults: lenient, digests verified.</summary>
    public static PackageReadOptions Default { get; } = new();

    /// <summary>True: deviations that lenient reading tolerates with a warning are errors.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether digests of the manifest are checked against the files (reads every listed file once).</summary>
    public bool VerifyDigests { get; init; } = true;

    /// <summary>How signatures are judged.</summary>
    public SignatureOptions Signatures { get; init; } = SignatureOptions.Default;

    /// <summary>Entry definitions to read in place of those that the package names: then only the descriptor is read, neither TOSCA.meta nor manifest.</summary>
    public string? EntryDefinitions { get; init; }

    /// <summary>Largest YAML file, in bytes.</summary>
    public long MaxYamlBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>Deepest nesting of YAML.</summary>
    public int MaxYamlDepth { get; init; } = 64;

    /// <summary>Most YAML nodes of one file after aliases are expanded.</summary>
    public int MaxYamlNodes { get; init; } = 1_000_000;

    /// <summary>Most YAML files imported.</summary>
    public int MaxImports { get; init; } = 200;

    /// <summary>Most findings kept; one more says that there were others.</summary>
    public int MaxDiagnostics { get; init; } = 200;
}
