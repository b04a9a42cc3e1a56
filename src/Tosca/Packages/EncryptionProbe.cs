namespace NfvOrchestrator.Tosca.Packages;

/// <summary>Recognises an artifact encrypted with CMS (SOL004 §5.4) by its first bytes: EnvelopedData, EncryptedData or AuthEnvelopedData, DER or PEM.</summary>
internal static class EncryptionProbe
{
    /// <summary>Bytes that are enough to tell.</summary>
    public const int Needs = 256;

    public static bool IsEncrypted(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("-----BEGIN "u8))
        {
            var body = head.IndexOf((byte)'\n') + 1;
            Span<byte> decoded = stackalloc byte[48];
            Span<char> text = stackalloc char[64];
            return body > 0 && head.Length >= body + 64
                && System.Text.Encoding.ASCII.GetChars(head.Slice(body, 64), text) == 64
                && Convert.TryFromBase64Chars(text, decoded, out var n)
                && IsEncryptedDer(decoded[..n]);
        }

        return IsEncryptedDer(head);
    }

    private static bool IsEncryptedDer(ReadOnlySpan<byte> head)
    {
        if (head.Length < 20 || head[0] != 0x30)
        {
            return false;
        }

        var content = head[(head[1] <= 0x80 ? 2 : 2 + (head[1] & 0x7f))..];
        return content.StartsWith((ReadOnlySpan<byte>)[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03])
            || content.StartsWith((ReadOnlySpan<byte>)[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x06])
            || content.StartsWith((ReadOnlySpan<byte>)[0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17]);
    }
}
