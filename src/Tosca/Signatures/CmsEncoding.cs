using System.Security.Cryptography;
using System.Text;

namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>CMS as it lies in files: DER, or PEM under one of the labels in use.</summary>
internal static class CmsEncoding
{
    /// <summary>Largest CMS structure that is read, in bytes: detached signatures have some kilobytes.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly string[] s_labels = ["CMS", "PKCS7", "PKCS #7 SIGNED DATA"];

    /// <summary>True for a line that begins a PEM block which may be a CMS.</summary>
    public static bool IsBegin(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        foreach (var label in s_labels)
        {
            if (text.StartsWith("-----BEGIN ") && text[11..].StartsWith(label) && text[(11 + label.Length)..].StartsWith("-----"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The DER bytes, or null when the content is neither PEM nor starts like DER.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> content)
    {
        if (content.Length > 2 && content[0] == 0x30)
        {
            return content.ToArray();
        }

        if (content.IndexOf("-----BEGIN "u8) < 0)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(content);
        if (!PemEncoding.TryFind(text, out var fields))
        {
            return null;
        }

        var buffer = new byte[fields.DecodedDataLength];
        return Convert.TryFromBase64Chars(text.AsSpan()[fields.Base64Data], buffer, out var n) ? buffer[..n] : null;
    }

    /// <summary>The PEM text of a CMS structure, ending with a line feed.</summary>
    public static string ToPem(ReadOnlySpan<byte> der) => PemEncoding.WriteString("CMS", der) + "\n";
}
