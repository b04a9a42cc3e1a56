using System.IO.Compression;
using System.Text;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>
/// Breaks packages in ways that vendors, transports and attackers do: bytes, text, YAML structure, zip structure. The same seed breaks
/// the same way.
/// </summary>
internal sealed class PackageMutator(int seed)
{
    private static readonly string[] s_splices =
    [
        "[", "]", "{", "}", ": ", "\t", "&a ", "*a ", "- ", "|\n", ">-\n", "'", "\"", "%", "!!x ", "!<tag:x> ", "<<: *a\n", "\0", "\uFEFF", "get_input: x", "99999999999999999999", "-1", "? ", "#", "null",
        "\n\n---\n", "\n...\n", "\r", "\u0085", "\u2028", "@", "`", ",", "~", "0x", ".inf", ".nan", "&x [*x]", "{get_property: [SELF, ",
    ];

    private static readonly string[] s_values =
    [
        "", "~", "[]", "{}", "-1", "0", "1e400", "9223372036854775808", "four", "true", "[[[[]]]]", "{a: {a: {a: a}}}", "*none", "&self [*self]", "{get_property: [SELF, name]}", "{get_input: nothing}",
        "{concat: [{get_property: [vnf, descriptor_id]}, x]}", "{token: ['', '', -1]}", "tosca.nodes.Root", "tosca.nodes.nfv.VNF", "1 GiB", "-5 MB", "UNBOUNDED", "[1, UNBOUNDED]", "../../etc/passwd", "https://example.com/x.yaml",
        "{derived_from: tosca.nodes.Root}", "\"\\x\"", "'", "|", "!!binary x", "2020-13-45", "1.2.3.4-5", "((((((((((a*)*)*)*)*)*)*)*)*)*",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A zip of the package, broken; most of the time inside its definitions, sometimes the archive itself.</summary>
    public byte[] Mutate(IReadOnlyList<(string Path, byte[] Content)> package)
    {
        var files = package.ToList();
        if (_random.Next(10) < 8)
        {
            var yaml = files.Select((f, i) => (f.Path, Index: i)).Where(f => f.Path.EndsWith(".yaml", StringComparison.Ordinal) || f.Path.EndsWith(".yml", StringComparison.Ordinal) || f.Path.EndsWith(".meta", StringComparison.Ordinal) || f.Path.EndsWith(".mf", StringComparison.Ordinal)).ToList();
            if (yaml.Count > 0)
            {
                var index = yaml[_random.Next(yaml.Count)].Index;
                files[index] = (files[index].Path, Content(files[index].Content));
            }

            return Zip(files);
        }

        Structure(files);
        var zip = Zip(files);
        if (_random.Next(2) == 0)
        {
            return zip;
        }

        for (var n = _random.Next(1, 20); n > 0 && zip.Length > 0; n--)
        {
            // the end holds the directory, which decides what a reader sees
            var at = _random.Next(2) == 0 ? _random.Next(zip.Length) : zip.Length - 1 - _random.Next(Math.Min(zip.Length, 600));
            zip[at] = (byte)_random.Next(256);
        }

        return _random.Next(4) == 0 ? zip[..(zip.Length - _random.Next(Math.Min(zip.Length, 500)))] : zip;
    }

    private byte[] Content(byte[] content)
    {
        if (_random.Next(6) == 0)
        {
            var bytes = (byte[])content.Clone();
            for (var n = _random.Next(1, 10); n > 0 && bytes.Length > 0; n--)
            {
                bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
            }

            return bytes;
        }

        var text = Encoding.UTF8.GetString(content);
        for (var n = _random.Next(1, 6); n > 0; n--)
        {
            text = _random.Next(2) == 0 ? Characters(text) : Lines(text);
        }

        return _random.Next(20) switch
        {
            0 => Encoding.Unicode.GetBytes(text),
            1 => Encoding.Latin1.GetBytes(text),
            2 => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            _ => Encoding.UTF8.GetBytes(text),
        };
    }

    private string Characters(string text)
    {
        var at = _random.Next(text.Length + 1);
        var length = Math.Min(_random.Next(1, 200), text.Length - at);
        return _random.Next(3) switch
        {
            0 => text.Insert(at, s_splices[_random.Next(s_splices.Length)]),
            1 => text.Remove(at, Math.Min(length, 60)),
            _ => text.Insert(at, text.Substring(at, length)),
        };
    }

    /// <summary>Moves, copies, drops, indents lines, and gives keys other values: YAML that stays YAML and means something else.</summary>
    private string Lines(string text)
    {
        var lines = text.Split('\n').ToList();
        var at = _random.Next(lines.Count);
        var count = Math.Min(_random.Next(1, 12), lines.Count - at);
        switch (_random.Next(7))
        {
            case 0:
                lines.RemoveRange(at, count);
                break;
            case 1:
                lines.InsertRange(at, lines.GetRange(at, count));
                break;
            case 2:
                var moved = lines.GetRange(at, count);
                lines.RemoveRange(at, count);
                lines.InsertRange(_random.Next(lines.Count + 1), moved);
                break;
            case 3:
                lines[at] = new string(' ', _random.Next(8)) + lines[at].TrimStart();
                break;
            case 4:
                (lines[at], var other) = (lines[_random.Next(lines.Count)], lines[at]);
                lines[_random.Next(lines.Count)] = other;
                break;
            default:
                var colon = lines[at].IndexOf(": ", StringComparison.Ordinal);
                lines[at] = colon < 0 ? lines[at] + " " + s_values[_random.Next(s_values.Length)] : lines[at][..(colon + 2)] + s_values[_random.Next(s_values.Length)];
                break;
        }

        return string.Join('\n', lines);
    }

    private void Structure(List<(string Path, byte[] Content)> files)
    {
        var at = _random.Next(files.Count);
        switch (_random.Next(6))
        {
            case 0:
                files.RemoveAt(at);
                break;
            case 1:
                files.Add(files[at]);
                break;
            case 2:
                files[at] = ("../" + files[at].Path, files[at].Content);
                break;
            case 3:
                files[at] = (files[at].Path.ToUpperInvariant(), files[at].Content);
                break;
            case 4:
                files[at] = (files[at].Path, files[_random.Next(files.Count)].Content);
                break;
            default:
                files[at] = (files[at].Path, []);
                break;
        }
    }

    private static byte[] Zip(List<(string Path, byte[] Content)> files)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var stream = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
                stream.Write(content);
            }
        }

        return buffer.ToArray();
    }
}
