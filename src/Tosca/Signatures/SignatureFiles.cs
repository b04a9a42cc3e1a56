namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>Names under which signatures and certificates lie beside what they are for.</summary>
internal static class SignatureFiles
{
    private static readonly string[] s_signatures = [".sig.cms", ".cms", ".sig.p7b", ".sig.p7c", ".p7s", ".sig"];

    private static readonly string[] s_certificates = [".cert", ".crt", ".cer", ".pem"];

    public static bool IsSignature(string path) => Array.Exists(s_signatures, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    public static bool IsCertificate(string path) => Array.Exists(s_certificates, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Candidates for a file: <c>a/b.img</c> → <c>a/b.img.sig.cms</c>, <c>a/b.sig.cms</c>, …</summary>
    public static IEnumerable<string> SignaturesOf(string path) => Of(path, s_signatures);

    /// <summary>
    /// Candidates for a file inside a package that the manifest does not name a signature for: only names that can mean nothing else
    /// (<c>x.yaml</c> and <c>x.img</c> share the stem, and <c>x.img.cms</c> may be an encrypted <c>x.img</c>).
    /// </summary>
    public static IEnumerable<string> OwnSignaturesOf(string path) => s_signatures.Where(e => e.StartsWith(".sig.", StringComparison.Ordinal)).Select(e => path + e);

    /// <summary>Candidates for the certificate of a file.</summary>
    public static IEnumerable<string> CertificatesOf(string path) => Of(path, s_certificates);

    private static IEnumerable<string> Of(string path, string[] endings)
    {
        var dot = path.LastIndexOf('.');
        var stem = dot > path.LastIndexOf('/') ? path[..dot] : path;
        return endings.SelectMany(e => stem == path ? [path + e] : new[] { path + e, stem + e });
    }
}
