using System.Globalization;
using System.Text;

namespace NfvOrchestrator.Vim;

/// <summary>
/// Keys of resources: chosen by the caller, deterministic (instance id and logical id), so that doing a step again finds the first result.
/// A key has 1 to 255 characters out of letters, digits and <c>- _ . : ~</c>.
/// </summary>
public static class VimKey
{
    /// <summary>Longest key.</summary>
    public const int MaxLength = 255;

    /// <summary>Makes a key of parts, e.g. <c>VimKey.Of(vnfInstanceId, "vdu-1", "0")</c>. Different parts give different keys: characters a key cannot hold are written <c>~XXXX</c>.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder(64);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0) text.Append(':');
            foreach (var c in parts[i])
            {
                if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') text.Append(c);
                else text.Append('~').Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        var key = text.ToString();
        if (!IsValid(key))
        {
            throw new ArgumentException($"'{key}' is not a key: 1 to {MaxLength} characters are needed, it has {key.Length}.", nameof(parts));
        }

        return key;
    }

    /// <summary>The key of an image by its content, e.g. <c>image:sha-256:ab12…</c>: the same content has the same key, whoever asks.</summary>
    public static string OfImage(string checksumAlgorithm, string checksum) => Of("image", checksumAlgorithm.ToLowerInvariant(), checksum.ToLowerInvariant());

    /// <summary>Whether text is a key.</summary>
    public static bool IsValid(string? key)
    {
        if (string.IsNullOrEmpty(key) || key.Length > MaxLength || key is "." or "..") return false;
        foreach (var c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or ':' or '~')) return false;
        }

        return true;
    }
}
