using System.Buffers;
using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>
/// The bytes of a definitions file as text: UTF-8 with or without BOM, UTF-16 and UTF-32 as YAML detects them. It is decoded while it
/// is parsed; as a whole only when something is wrong with it.
/// </summary>
internal sealed class YamlText : IDisposable
{
    /// <summary>Larger arrays are too rare to be kept for the next file.</summary>
    private const int MaxRented = 1024 * 1024;

    private static readonly SearchValues<byte> s_forbidden = SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127]);

    private readonly Encoding _encoding;
    private readonly int _skip;
    private readonly int _length;
    private readonly bool _rented;
    private byte[] _bytes;

    private YamlText(byte[] bytes, int length, bool rented)
    {
        (_bytes, _length, _rented) = (bytes, length, rented);
        (_encoding, _skip) = Detect(Bytes);
    }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Text that is there already.</summary>
    public static YamlText Of(string text) => Raw(Encoding.UTF8.GetBytes(text));

    /// <summary>The bytes of a file.</summary>
    public static YamlText Raw(byte[] bytes) => new(bytes, bytes.Length, rented: false);

    /// <summary>A file of the package; null, and told, when it cannot be read.</summary>
    public static YamlText? Read(IPackageFiles files, PackageFile file, DiagnosticBag diagnostics)
    {
        try
        {
            using var stream = files.Open(file);
            var size = checked((int)file.SizeBytes);
            var rented = size <= MaxRented;
            var bytes = rented ? ArrayPool<byte>.Shared.Rent(size) : new byte[size];
            return new YamlText(bytes, stream.ReadAtLeast(bytes.AsSpan(0, size), size, throwOnEndOfStream: false), rented);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.File("TOSCA0006", Severity.Error, file.Path, $"the file cannot be read from the package: {e.Message}", hint: "the archive is damaged; pack it again");
            return null;
        }
    }

    /// <summary>Reads it from the start; throws <see cref="DecoderFallbackException"/> where it is not in its encoding.</summary>
    public TextReader Open() => new StreamReader(new MemoryStream(_bytes, _skip, _length - _skip, writable: false), _encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 16 * 1024);

    /// <summary>The tree, when the text is in the plain form of YAML that needs no general parser; otherwise null.</summary>
    public YNode? ReadPlain(string file, PackageReadOptions options) => _encoding is UTF8Encoding ? new PlainYaml(file, options, _bytes, _skip, _length).Read() : null;

    /// <summary>Where the first character is that YAML does not allow (YAML 1.2 §5.1); line 0 when there is none. YamlDotNet takes them, and ends at the character zero without a word.</summary>
    public (int Line, int Column, char Character) Forbidden()
    {
        var text = _bytes.AsSpan(_skip, _length - _skip);
        var at = _encoding is UTF8Encoding ? text.IndexOfAny(s_forbidden) : -1;
        if (at < 0)
        {
            return (0, 0, '\0');
        }

        var before = text[..at];
        return (before.Count((byte)'\n') + 1, at - before.LastIndexOf((byte)'\n'), (char)text[at]);
    }

    /// <summary>All of it.</summary>
    public string All() => _encoding.GetString(_bytes, _skip, _length - _skip);

    public void Dispose()
    {
        if (_rented && _bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    /// <summary>Tells where it is not in its encoding.</summary>
    public void TellWrongEncoding(string file, DiagnosticBag diagnostics)
    {
        try
        {
            All();
        }
        catch (DecoderFallbackException e)
        {
            var before = _bytes.AsSpan(0, Math.Min(_skip + Math.Max(0, e.Index), _length));
            var reason = e.BytesUnknown is { Length: > 0 } unknown ? $"the byte 0x{unknown[0]:X2} is no character" : e.Message;
            diagnostics.Add(new Diagnostic("TOSCA0101", Severity.Error, file, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), $"the file is not {Name()} text: {reason}", "YAML 1.2 §5.2", "save it as UTF-8 (the file may be Latin-1)"));
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

    private string Name() => _encoding switch
    {
        UnicodeEncoding => "UTF-16",
        UTF32Encoding => "UTF-32",
        _ => "UTF-8",
    };
}
