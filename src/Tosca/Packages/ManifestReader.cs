using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// Reads a manifest (SOL004 §4.3.2): blocks of <c>name: value</c> lines. <c>Source</c>, <c>Algorithm</c> and <c>Hash</c> may
/// stand on one line or on several, in any case; a CMS block after them is noted, not verified.
/// </summary>
internal static class ManifestReader
{
    private const int MaxLines = 200_000;

    public static PackageManifest Read(string path, TextReader text, DiagnosticBag diagnostics)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<ManifestEntry>();
        string? source = null, algorithm = null, hash = null;
        var (inMetadata, signed, lineNumber) = (false, false, 0);
        while (text.ReadLine() is { } raw && ++lineNumber <= MaxLines)
        {
            var line = raw.Trim().TrimStart('-').TrimStart();
            if (raw.StartsWith("-----BEGIN", StringComparison.Ordinal))
            {
                signed = true;
                break;
            }

            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                diagnostics.Add(new Diagnostic("TOSCA0015", Severity.Warning, path, lineNumber, 1, $"the line is not 'name: value': {line[..Math.Min(60, line.Length)]}", "SOL004 §4.3.2"));
                continue;
            }

            var (name, value) = (line[..colon].TrimEnd(), line[(colon + 1)..].Trim());
            switch (name.ToLowerInvariant())
            {
                case "metadata" when value.Length == 0:
                    inMetadata = true;
                    break;
                case "source":
                    Flush();
                    inMetadata = false;
                    (source, algorithm, hash) = OneLine(value);
                    break;
                case "algorithm" when source is not null:
                    algorithm = value;
                    break;
                case "hash" when source is not null:
                    hash = value;
                    break;
                default:
                    if (inMetadata)
                    {
                        metadata[name] = value;
                    }

                    break;
            }
        }

        Flush();
        return new PackageManifest { Path = path, Metadata = metadata, Entries = entries, HasSignature = signed };

        void Flush()
        {
            if (source is { Length: > 0 })
            {
                entries.Add(new ManifestEntry(source, algorithm, hash));
            }

            (source, algorithm, hash) = (null, null, null);
        }
    }

    private static (string Source, string? Algorithm, string? Hash) OneLine(string value)
    {
        var a = value.IndexOf("Algorithm:", StringComparison.OrdinalIgnoreCase);
        var h = value.IndexOf("Hash:", StringComparison.OrdinalIgnoreCase);
        if (a <= 0 || h <= a)
        {
            return (value, null, null);
        }

        return (value[..a].TrimEnd(' ', ','), value[(a + 10)..h].Trim(' ', ','), value[(h + 5)..].Trim(' ', ','));
    }
}
