using System.Security.Cryptography;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// The ETSI type files that packages carry are mostly the published ones: each is parsed once per process and shared by all packages
/// that have the same bytes under the same path. What was found in its text is kept with it and told to each of them.
/// </summary>
internal static class TypeFileCache
{
    private const int MaxFindings = 50;

    private static readonly BoundedCache<Entry> s_files = new(2 * 1024 * 1024);

    /// <summary>What only the same bytes under the same path have.</summary>
    public static string Key(string path, ReadOnlySpan<byte> content) => $"{Convert.ToHexString(SHA256.HashData(content))} {path}";

    /// <summary>The tree of the same bytes, when it keeps to the limits of this reading; otherwise what parsing them gives.</summary>
    public static YNode? Parse(string key, string path, YamlText text, PackageReadOptions options, DiagnosticBag diagnostics)
    {
        if (s_files.Find(key) is { } known && known.Root.Weight <= options.MaxYamlNodes && known.Root.Height <= options.MaxYamlDepth)
        {
            diagnostics.AddLenient(known.Findings);
            return known.Root;
        }

        // apart and lenient, so that it can be told again to those who read strictly
        var own = new DiagnosticBag(strict: false, options.MaxDiagnostics);
        var root = new YamlLoader(path, options, own).Load(text);
        var findings = own.ToList();
        if (root is not null && findings.Count <= MaxFindings)
        {
            s_files.Keep(key, new Entry(root, findings), text.Bytes.Length);
        }

        diagnostics.AddLenient(findings);
        return root;
    }

    private sealed record Entry(YNode Root, IReadOnlyList<Diagnostic> Findings);
}
