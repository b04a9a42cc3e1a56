using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Cli.Package;

/// <summary>Who signs what, and how.</summary>
internal sealed record Signing(string File, X509Certificate2 Signer, IReadOnlyList<X509Certificate2> Chain, string Hash, bool DetachedCertificate)
{
    public byte[] Sign(Stream content, bool withCertificate, DateTimeOffset now) =>
        CmsWriter.Sign(content, Signer, Chain, withCertificate, now, new HashAlgorithmName(Hash.Replace("-", "", StringComparison.Ordinal)));

    /// <summary>Writes a zip around the CSAR: the file as it is, or the directory packed.</summary>
    public void Whole(IPackageFiles files, bool directory, string csarName, string target, DateTimeOffset now) => CsarPacker.WriteFile(target, to =>
    {
        using var csar = Csar(files, directory);
        var signature = Sign(csar, !DetachedCertificate, now);
        csar.Position = 0;
        var certificates = string.Join('\n', Chain.Prepend(Signer).Select(c => c.ExportCertificatePem())) + "\n";
        CsarPacker.Wrap(csarName, csar, signature, DetachedCertificate ? Encoding.ASCII.GetBytes(certificates) : null, to);
    });

    private Stream Csar(IPackageFiles files, bool directory)
    {
        if (!directory)
        {
            // a CSAR that is signed as a whole already is taken out of its zip
            return files.Envelope?.OpenCsar() ?? System.IO.File.OpenRead(File);
        }

        var packed = new FileStream(Path.Combine(Path.GetTempPath(), $"csar-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose);
        try
        {
            CsarPacker.Pack(files, packed, new CsarPackOptions { DigestAlgorithm = Hash, ReleaseDateTime = ReleaseDate.Of(null) });
            packed.Position = 0;
            return packed;
        }
        catch
        {
            packed.Dispose();
            throw;
        }
    }
}
