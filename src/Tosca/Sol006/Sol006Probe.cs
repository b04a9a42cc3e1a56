using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>
/// Recognises SOL006 descriptors (YANG data in YAML, JSON or XML, as OSM packs them) by their first key or element, without reading them whole. A package with
/// TOSCA-Metadata or a TOSCA file at its root is never taken for one.
/// </summary>
internal static partial class Sol006Probe
{
    private const int Prefix = 65_536;
    private const int FirstLines = 4096;
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
            var kind = Look(files, file);
            if (kind is Kind.Tosca)
            {
                return null;
            }

            if (found is null && kind is Kind.Yang)
            {
                found = file.Path;
            }
        }

        return found;
    }

    /// <summary>True when a file that was named as the descriptor is one of SOL006.</summary>
    public static bool Recognises(IPackageFiles files, string path) =>
        IsDescriptorName(path) && files.Files.FirstOrDefault(f => f.Path == path) is { } file && Look(files, file) is Kind.Yang;

    private static bool IsDescriptorName(string path) => PackagePath.IsYaml(path) || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Looks at the start of a file, as bytes: most files are TOSCA and say so in their first lines, and no text is made of those.</summary>
    private static Kind Look(IPackageFiles files, PackageFile file)
    {
        // what is too large to be a descriptor is not opened to find out
        if (file.SizeBytes > PackageReadOptions.Default.MaxYamlBytes)
        {
            return Kind.Other;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Prefix);
        try
        {
            using var stream = files.Open(file);
            var wanted = (int)Math.Min(Prefix, Math.Max(0, file.SizeBytes));
            var length = stream.ReadAtLeast(buffer.AsSpan(0, Math.Min(FirstLines, wanted)), Math.Min(FirstLines, wanted), throwOnEndOfStream: false);
            if (IsTosca(buffer.AsSpan(0, length)))
            {
                return Kind.Tosca;
            }

            length += stream.ReadAtLeast(buffer.AsSpan(length, wanted - length), wanted - length, throwOnEndOfStream: false);
            return IsTosca(buffer.AsSpan(0, length)) ? Kind.Tosca
                : XmlTree.LooksLikeXml(buffer.AsSpan(0, length)) ? (FirstElement().IsMatch(Encoding.UTF8.GetString(buffer, 0, length)) ? Kind.Yang : Kind.Other)
                : FirstKey().IsMatch(Encoding.UTF8.GetString(buffer, 0, length)) ? Kind.Yang
                : Kind.Other;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // who reads the file for good will tell
            return Kind.Other;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsTosca(ReadOnlySpan<byte> text) => text.IndexOf("tosca_definitions_version"u8) >= 0;

    [GeneratedRegex("""(^|\A\uFEFF?\s*\{\s*)["']?([A-Za-z][A-Za-z0-9_\-]*:)?(nfv|vnfd|nsd|pnfd|vnfd-catalog|nsd-catalog)["']?[ \t]*:([ \t\r\n\[{]|$)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstKey();

    /// <summary>The root, or what lies in a configuration of NETCONF.</summary>
    [GeneratedRegex("""^[^<]*(<\?[^>]*>|<!--([^-]|-[^-])*-->|<!DOCTYPE[^>\[]*(\[[^\]]*\])?\s*>|\s)*(<([A-Za-z][A-Za-z0-9_\-.]*:)?(config|data)\b[^>]*>\s*)?<([A-Za-z][A-Za-z0-9_\-.]*:)?(nfv|vnfd|nsd|pnfd)[\s/>]""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex FirstElement();

    private enum Kind
    {
        Other,
        Tosca,
        Yang,
    }
}
