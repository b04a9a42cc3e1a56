using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>Certificates out of a file: PEM (one or many), DER, or a PKCS #7 bundle in either.</summary>
internal static class CertificateReader
{
    /// <summary>The certificates in the order of the file; empty when there are none that can be read.</summary>
    public static X509Certificate2Collection Read(byte[] content)
    {
        var found = new X509Certificate2Collection();
        try
        {
            if (content.AsSpan().IndexOf("-----BEGIN CERTIFICATE-----"u8) >= 0)
            {
                found.ImportFromPem(Encoding.UTF8.GetString(content));
            }
            else if (CmsEncoding.Decode(content) is { } der)
            {
                if (X509Certificate2.GetCertContentType(der) == X509ContentType.Cert)
                {
                    found.Add(X509CertificateLoader.LoadCertificate(der));
                }
                else
                {
                    var bundle = new SignedCms();
                    bundle.Decode(der);
                    found.AddRange(bundle.Certificates);
                }
            }
        }
        catch (CryptographicException)
        {
            found.Clear();
        }

        return found;
    }
}
