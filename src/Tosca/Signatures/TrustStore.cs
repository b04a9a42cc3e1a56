using System.Security.Cryptography.X509Certificates;

namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>The certificates one trusts: roots, but also intermediate ones or single signers, each an anchor of its own.</summary>
public sealed class TrustStore
{
    private static readonly string[] s_endings = [".pem", ".crt", ".cer", ".cert", ".der", ".p7b", ".p7c"];

    private readonly HashSet<string> _anchors;

    /// <summary>Trusts these certificates.</summary>
    public TrustStore(IEnumerable<X509Certificate2> anchors)
    {
        Anchors = [.. anchors];
        _anchors = Anchors.Select(static a => a.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The trusted certificates.</summary>
    public IReadOnlyList<X509Certificate2> Anchors { get; }

    /// <summary>Reads a file (PEM bundle, DER, PKCS #7) or all certificate files of a directory.</summary>
    /// <exception cref="InvalidDataException">There is nothing, or a file that is no certificate; the message names it.</exception>
    public static TrustStore Load(string path)
    {
        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path).Where(static f => s_endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)]
            : File.Exists(path) ? [path] : throw new InvalidDataException($"the trust store '{path}' is neither a file nor a directory");
        var anchors = new List<X509Certificate2>();
        foreach (var file in files)
        {
            if (new FileInfo(file).Length > 16 << 20 || CertificateReader.Read(File.ReadAllBytes(file)) is not { Count: > 0 } found)
            {
                throw new InvalidDataException($"'{file}' of the trust store holds no certificate (PEM, DER or PKCS #7)");
            }

            anchors.AddRange(found);
        }

        return anchors.Count > 0 ? new TrustStore(anchors) : throw new InvalidDataException($"the trust store '{path}' has no files that end with {string.Join(", ", s_endings)}");
    }

    /// <summary>True when the certificate itself is trusted.</summary>
    internal bool Holds(X509Certificate2 certificate) => _anchors.Contains(certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256));
}
