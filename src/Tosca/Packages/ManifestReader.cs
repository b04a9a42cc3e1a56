using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// Reads a manifest (SOL004 §4.3.2): blocks of <c>name: value</c> lines. <c>Source</c>, <c>Algorithm</c> and <c>Hash</c> may
/// stand on one line or on several, in any case. The CMS block that may follow is cut off as it is.
/// </summary>
internal sealed class ManifestReader(string path, DiagnosticBag diagnostics)
{
    private const int MaxLines = 200_000;

    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<ManifestEntry> _entries = [];
    private readonly Dictionary<string, int> _bySource = new(StringComparer.Ordinal);
    private ManifestEntry? _current;
    private Section _section;
    private string? _set;

    private enum Section
    {
        None,
        Metadata,
        NonManoSets,
    }

    public static PackageManifest Read(string path, byte[] content, DiagnosticBag diagnostics) => new ManifestReader(path, diagnostics).Read(content);

    private PackageManifest Read(byte[] content)
    {
        var signed = SignedLength(content);
        using var text = new StreamReader(new MemoryStream(content, 0, signed), Encoding.UTF8);
        for (var number = 1; number <= MaxLines && text.ReadLine() is { } raw; number++)
        {
            ReadLine(raw, number);
        }

        Flush();
        return new PackageManifest
        {
            Path = path,
            Metadata = _metadata,
            MetadataLines = _lines,
            Entries = _entries,
            SignedLength = signed,
            SignatureBlock = signed < content.Length ? content[signed..] : null,
        };
    }

    /// <summary>Where the signature block begins, or the length when there is none.</summary>
    private static int SignedLength(byte[] content)
    {
        for (var at = 0; at < content.Length;)
        {
            var rest = content.AsSpan(at);
            if (rest.StartsWith("-----BEGIN"u8) && CmsEncoding.IsBegin(Encoding.ASCII.GetString(rest[..Math.Min(60, rest.Length)])))
            {
                return at;
            }

            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            at += end + 1;
        }

        return content.Length;
    }

    private void ReadLine(string raw, int number)
    {
        var line = raw.Trim().TrimStart('-').TrimStart();
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            diagnostics.Deviation("TOSCA0015", path, number, $"the line is not 'name: value': {line[..Math.Min(60, line.Length)]}", "SOL004 §4.3.2");
            return;
        }

        var (name, value) = (line[..colon].TrimEnd(), line[(colon + 1)..].Trim());
        var indented = raw[0] is ' ' or '\t';
        switch (name.ToLowerInvariant())
        {
            case "metadata" when value.Length == 0:
                Flush();
                _section = Section.Metadata;
                break;
            case "non_mano_artifact_sets" when value.Length == 0:
                Flush();
                (_section, _set) = (Section.NonManoSets, null);
                break;
            case "source":
                Flush();
                if (!indented || _section != Section.NonManoSets)
                {
                    (_section, _set) = (Section.None, null);
                }

                _current = OneLine(value) with { NonManoArtifactSetId = _set, Line = number };
                break;
            case "algorithm" when _current is not null:
                _current = _current with { Algorithm = value };
                break;
            case "hash" when _current is not null:
                _current = _current with { Hash = value };
                break;
            case "signature" when _current is not null:
                _current = _current with { Signature = value };
                break;
            case "certificate" when _current is not null:
                _current = _current with { Certificate = value };
                break;
            default:
                Other(name, value, number);
                break;
        }
    }

    private void Other(string name, string value, int number)
    {
        switch (_section)
        {
            case Section.Metadata:
                if (!_metadata.TryAdd(name, value) && !string.Equals(_metadata[name], value, StringComparison.Ordinal))
                {
                    diagnostics.Deviation("TOSCA0029", path, number, $"metadata '{name}' is given twice; the first one counts", "SOL004 §4.3.2");
                }

                _lines.TryAdd(name, number);
                break;
            case Section.NonManoSets when value.Length == 0:
                Flush();
                _set = name;
                break;
            case Section.None when _current is not null:
                // providers add attributes of their own to an entry (Content-Type …); they mean nothing to us
                break;
            default:
                diagnostics.Deviation("TOSCA0015", path, number, $"'{name}' stands where no such line is expected", "SOL004 §4.3.2", "metadata come first, after a line 'metadata:'");
                break;
        }
    }

    private void Flush()
    {
        if (_current is { Source.Length: > 0 } entry)
        {
            if (_bySource.TryGetValue(entry.Source, out var index))
            {
                _entries[index] = Merge(_entries[index], entry);
            }
            else
            {
                _bySource[entry.Source] = _entries.Count;
                _entries.Add(entry);
            }
        }

        _current = null;
    }

    /// <summary>A file may be listed with its digest and again as a member of a non-MANO set; anything else twice is a mistake.</summary>
    private ManifestEntry Merge(ManifestEntry first, ManifestEntry second)
    {
        if (first.Hash is not null && second.Hash is not null && !(string.Equals(first.Hash, second.Hash, StringComparison.OrdinalIgnoreCase) && ContentDigest.NameOf(first.Algorithm) == ContentDigest.NameOf(second.Algorithm)))
        {
            diagnostics.Add(new Diagnostic("TOSCA0026", Severity.Error, path, second.Line, 1, $"'{second.Source}' is listed twice (line {first.Line}) with different digests", "SOL004 §4.3.2", "keep the entry that is right"));
        }
        else if (first.NonManoArtifactSetId is null == second.NonManoArtifactSetId is null)
        {
            diagnostics.Deviation("TOSCA0026", path, second.Line, $"'{second.Source}' is listed twice (line {first.Line})", "SOL004 §4.3.2");
        }

        return first with
        {
            Algorithm = first.Hash is null ? second.Algorithm : first.Algorithm,
            Hash = first.Hash ?? second.Hash,
            Signature = first.Signature ?? second.Signature,
            Certificate = first.Certificate ?? second.Certificate,
            NonManoArtifactSetId = first.NonManoArtifactSetId ?? second.NonManoArtifactSetId,
        };
    }

    private static ManifestEntry OneLine(string value)
    {
        var a = value.IndexOf("Algorithm:", StringComparison.OrdinalIgnoreCase);
        var h = value.IndexOf("Hash:", StringComparison.OrdinalIgnoreCase);
        return a <= 0 || h <= a
            ? new ManifestEntry(value, null, null)
            : new ManifestEntry(value[..a].TrimEnd(' ', ','), value[(a + 10)..h].Trim(' ', ','), value[(h + 5)..].Trim(' ', ','));
    }
}
