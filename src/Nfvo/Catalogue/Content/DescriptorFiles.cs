using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Nfvo.Catalogue.Content;

/// <summary>Which files of a package make up its descriptor.</summary>
internal static class DescriptorFiles
{
    public const string Metadata = "TOSCA-Metadata/TOSCA.meta";

    private static readonly string[] Elsewhere = ["Artifacts/", "Files/", "Scripts/", "BaseHOT/", "UserData/", "Licenses/", "Tests/"];
    private static readonly string[] SignatureEndings = [".cms", ".sig", ".cert", ".crt", ".pem"];

    /// <summary>
    /// The YAML files below the folder of the entry definitions (of the package, when the entry is at its root, without the folders for artifacts), and those in
    /// <c>Definitions</c>.
    /// </summary>
    public static bool IsDefinition(string path, string entryDefinitions)
    {
        if (path == entryDefinitions)
        {
            return true;
        }
        if (!path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        var folder = entryDefinitions[..(entryDefinitions.LastIndexOf('/') + 1)];
        return path.StartsWith("Definitions/", StringComparison.Ordinal)
            || (path.StartsWith(folder, StringComparison.Ordinal) && !(folder.Length == 0 && Array.Exists(Elsewhere, e => path.StartsWith(e, StringComparison.OrdinalIgnoreCase))));
    }

    /// <summary>Whether a file is part of the package's own paperwork rather than an artifact of the VNF.</summary>
    public static bool IsAdministrative(string path, string? entryDefinitions, string? manifest)
        => path.StartsWith("TOSCA-Metadata/", StringComparison.OrdinalIgnoreCase) || path == manifest || (entryDefinitions is not null && IsDefinition(path, entryDefinitions));

    /// <summary>Signatures and certificates that prove the origin of files (SOL004 §5).</summary>
    public static bool IsSignature(string path) => Array.Exists(SignatureEndings, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>The files of the descriptor in a package, in order.</summary>
    public static List<PackageFile> Of(IPackageFiles files, string entryDefinitions, bool withSignatures)
        => [.. files.Files.Where(f => IsDefinition(f.Path, entryDefinitions) || (withSignatures && IsSignature(f.Path)))];
}
