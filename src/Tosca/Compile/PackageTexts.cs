using System.Text;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Small text files of the package that become part of the descriptor, e.g. boot data.</summary>
internal sealed class PackageTexts(IPackageFiles files)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Dictionary<string, PackageFile> _byPath = files.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);

    /// <summary>What Nova takes as user data at most: 65,535 characters of base64.</summary>
    public const int MaxBytes = 65_535 / 4 * 3;

    public bool Exists(string path) => _byPath.ContainsKey(path);

    /// <summary>The text of a file, or null when it is absent, too large, no UTF-8 text, or cannot be read (which the digest check tells).</summary>
    public string? Read(string path)
    {
        if (!_byPath.TryGetValue(path, out var file) || file.SizeBytes > MaxBytes)
        {
            return null;
        }

        try
        {
            using var reader = new StreamReader(files.Open(file), s_strict);
            var text = reader.ReadToEnd();
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (Exception e) when (e is DecoderFallbackException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
