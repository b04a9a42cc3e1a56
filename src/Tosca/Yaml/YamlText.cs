using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>Bytes of a package to text: UTF-8 with or without BOM, UTF-16 and UTF-32 as YAML detects them; anything else is told with its place.</summary>
internal static class YamlText
{
    public static string? Read(IPackageFiles files, PackageFile file, DiagnosticBag diagnostics)
    {
        byte[] bytes;
        try
        {
            using var stream = files.Open(file);
            using var buffer = new MemoryStream((int)file.SizeBytes);
            stream.CopyTo(buffer);
            bytes = buffer.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.File("TOSCA0006", Severity.Error, file.Path, $"the file cannot be read from the package: {e.Message}", hint: "the archive is damaged; pack it again");
            return null;
        }

        var (encoding, skip) = Detect(bytes);
        try
        {
            return encoding.GetString(bytes.AsSpan(skip));
        }
        catch (DecoderFallbackException e)
        {
            var (line, column) = Place(bytes, skip + Math.Max(0, e.Index));
            diagnostics.Add(new Diagnostic("TOSCA0101", Severity.Error, file.Path, line, column, $"the file is not {Name(encoding)} text: {(e.BytesUnknown is { Length: > 0 } unknown ? $"the byte 0x{unknown[0]:X2} is no character" : e.Message)}", "YAML 1.2 §5.2", "save it as UTF-8 (the file may be Latin-1)"));
            return null;
        }
    }

    /// <summary>By the byte order mark, or by where the zero bytes of the first character are (YAML 1.2 §5.2).</summary>
    private static (Encoding Encoding, int Skip) Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8(), 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true), 4),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 2),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 2),
        [0, not 0, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 0),
        [not 0, 0, not 0, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 0),
        _ => (Utf8(), 0),
    };

    private static UTF8Encoding Utf8() => new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static string Name(Encoding encoding) => encoding switch
    {
        UnicodeEncoding => "UTF-16",
        UTF32Encoding => "UTF-32",
        _ => "UTF-8",
    };

    private static (int Line, int Column) Place(ReadOnlySpan<byte> bytes, int index)
    {
        var before = bytes[..Math.Min(index, bytes.Length)];
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }
}
