namespace NfvOrchestrator.Tosca.Packages;

/// <summary>Where things are in a package (SOL004 §4.1.2: the keys of TOSCA.meta; §4.1.3: their places without it).</summary>
public sealed record PackageLayout
{
    /// <summary>Path of TOSCA.meta; null when the package has none.</summary>
    public string? MetaFile { get; init; }

    /// <summary>All keys of block_0 of TOSCA.meta.</summary>
    public IReadOnlyDictionary<string, string> Meta { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Entry definitions (Entry-Definitions, or the YAML file at the root).</summary>
    public string? EntryDefinitions { get; init; }

    /// <summary>Further definitions (Other-Definitions, TOSCA 1.3 §6.2.1).</summary>
    public IReadOnlyList<string> OtherDefinitions { get; init; } = [];

    /// <summary>Manifest (ETSI-Entry-Manifest, or the .mf file at the root).</summary>
    public string? Manifest { get; init; }

    /// <summary>Change history (ETSI-Entry-Change-Log, or ChangeLog.txt at the root).</summary>
    public string? ChangeLog { get; init; }

    /// <summary>Folder of the tests (ETSI-Entry-Tests, or Tests at the root), without slash at the end.</summary>
    public string? TestsFolder { get; init; }

    /// <summary>Folder of the licences (ETSI-Entry-Licenses, or Licenses at the root), without slash at the end.</summary>
    public string? LicensesFolder { get; init; }

    /// <summary>Certificate of the provider (ETSI-Entry-Certificate, or the .cert file at the root).</summary>
    public string? Certificate { get; init; }

    /// <summary>Whether it is a descriptor of another format, which stands by itself.</summary>
    internal bool IsForeign { get; init; }

    /// <summary>What kind of paperwork a file is (SOL005 §9.5.3.3 artifactClassification), or null when it is none.</summary>
    public PackageArtifactClass? Classify(string path) =>
        path == ChangeLog ? PackageArtifactClass.History
        : IsIn(path, TestsFolder) ? PackageArtifactClass.Testing
        : IsIn(path, LicensesFolder) ? PackageArtifactClass.License
        : null;

    private static bool IsIn(string path, string? folder) => folder is not null && (path == folder || (path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal)));
}
