using System.Text;
using System.Text.RegularExpressions;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>
/// Recognises SOL006 descriptors (YANG data in YAML or JSON, as OSM packs them) by their first key, without reading them whole. A package with
/// TOSCA-Metadata or a TOSCA file at its root is never taken for one.
/// </summary>
internal static partial class Sol006Probe
{
    private const int Prefix = 65_536;
    private const int MaxCandidates = 50;

    /// <summary>The descriptor of a package without TOSCA-Metadata: at the root, or in the one folder that OSM packs; null when there is none.</summary>
    public static string? FindEntry(IPackageFiles files)
    {
        if (files.Files.Any(f => f.Path.EndsWith("TOSCA-Metadata/TOSCA.meta", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var candidates = files.Files.Where(f => IsDescriptorName(f.Path) && f.Path.Count(c => c == '/') <= 1).OrderBy(f => f.Path.Count(c => c == '/')).ThenBy(f => f.Path, StringComparer.Ordinal).Take(MaxCandidates).ToList();
        string? found = null;
        foreach (var file in candidates)
        {
            var text = Start(files, file);
            if (text is null)
            {
                continue;
            }

            if (text.Contains("tosca_definitions_version", StringComparison.Ordinal))
            {
                return null;
            }

            if (found is null && FirstKey().IsMatch(text))
            {
                found = file.Path;
            }
        }

        return found;
    }

    /// <summary>True when a file that was named as the descriptor is one of SOL006.</summary>
    public static bool Recognises(IPackageFiles files, string path) =>
        IsDescriptorName(path) && files.Files.FirstOrDefault(f => f.Path == path) is { } file && Start(files, file) is { } text
        && !text.Contains("tosca_definitions_version", StringComparison.Ordinal) && FirstKey().IsMatch(text);

    private static bool IsDescriptorName(string path) => PackagePath.IsYaml(path) || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static string? Start(IPackageFiles files, PackageFile file)
    {
        // what is too large to be a descriptor is not opened to find out
        if (file.SizeBytes > PackageReadOptions.Default.MaxYamlBytes)
        {
            return null;
        }

        try
        {
            using var stream = files.Open(file);
            var buffer = new byte[(int)Math.Min(Prefix, Math.Max(0, file.SizeBytes))];
            return Encoding.UTF8.GetString(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // who reads the file for good will tell
            return null;
        }
    }

    [GeneratedRegex("""(^|\A\uFEFF?\s*\{\s*)["']?([A-Za-z][A-Za-z0-9_\-]*:)?(nfv|vnfd|nsd|pnfd|vnfd-catalog|nsd-catalog)["']?[ \t]*:([ \t\r\n\[{]|$)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstKey();
}
