using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>What providers sign with, OpenSSL, and we understand each other. Skipped where there is no openssl.</summary>
public sealed class OpensslTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public OpensslTests()
    {
        _folder.With("key.pem", TestPki.Signer.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        _folder.With("cert.pem", TestPki.Signer.ExportCertificatePem());
        _folder.With("chain.pem", TestPki.Intermediate.ExportCertificatePem());
        _folder.With("root.pem", TestPki.Root.ExportCertificatePem());
        using var rsa = TestPki.Leaf("CN=Rsa", rsa: true);
        _folder.With("rsa-key.pem", rsa.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        _folder.With("rsa.pem", rsa.ExportCertificatePem());
        File.WriteAllBytes(At("minimal.csar"), ZipBuilder.Sample("minimal/vnf"));
    }

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("cms -sign -binary -md sha256 -in minimal.csar -signer cert.pem -inkey key.pem -certfile chain.pem -outform DER -out minimal.cms")]
    [InlineData("cms -sign -binary -md sha384 -in minimal.csar -signer rsa.pem -inkey rsa-key.pem -certfile chain.pem -outform PEM -out minimal.cms")]
    [InlineData("cms -sign -binary -md sha256 -in minimal.csar -signer rsa.pem -inkey rsa-key.pem -keyopt rsa_padding_mode:pss -certfile chain.pem -outform DER -out minimal.cms")]
    [InlineData("cms -sign -binary -md sha512 -in minimal.csar -signer rsa.pem -inkey rsa-key.pem -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:-1 -certfile chain.pem -outform DER -out minimal.cms")]
    [InlineData("cms -sign -binary -md sha512 -noattr -in minimal.csar -signer rsa.pem -inkey rsa-key.pem -certfile chain.pem -outform DER -out minimal.cms")]
    [InlineData("cms -sign -binary -md sha256 -keyid -nodetach -stream -in minimal.csar -signer cert.pem -inkey key.pem -certfile chain.pem -outform DER -out minimal.cms")]
    public void What_openssl_signs_is_trusted(string command)
    {
        Openssl(command);
        Read().Signatures.ShouldHaveSingleItem().Status.ShouldBe(SignatureStatus.Trusted);
        using (var file = File.OpenWrite(At("minimal.csar")))
        {
            // the time of the first entry, which no reader of zips looks at
            file.Position = 10;
            file.WriteByte(99);
        }

        Read().Errors.ShouldHaveSingleItem().Code.ShouldBe("TOSCA0052");
    }

    [SkippableFact]
    public void Openssl_accepts_what_we_sign()
    {
        using var csar = File.OpenRead(At("minimal.csar"));
        File.WriteAllBytes(At("minimal.cms"), CmsWriter.Sign(csar, TestPki.Signer, [TestPki.Intermediate], withCertificates: true, TestPki.Now, HashAlgorithmName.SHA256));
        Openssl($"cms -verify -binary -inform DER -in minimal.cms -content minimal.csar -CAfile root.pem -purpose any -attime {TestPki.Now.ToUnixTimeSeconds()} -out copy.csar");
    }

    private PackageReadResult Read()
    {
        using var container = PackageContainer.Open(At("minimal.csar"));
        return PackageReader.Read(container.Files, PackageReadOptions.Default with { Signatures = new SignatureOptions { Policy = SignaturePolicy.Require, TrustStore = TrustStore.Load(At("root.pem")), Time = TestPki.Now } });
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private void Openssl(string arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("openssl", arguments) { WorkingDirectory = _folder.Path, RedirectStandardError = true, UseShellExecute = false })!;
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            throw new SkipException("openssl is not installed", absent);
        }

        using (process)
        {
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
            process.ExitCode.ShouldBe(0, said);
        }
    }
}
