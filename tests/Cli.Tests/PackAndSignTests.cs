using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NfvOrchestrator.Cli.Tests;

/// <summary><c>nfvctl package pack</c> and <c>sign</c>: what they make is right, and what is wrong is not made.</summary>
public sealed class PackAndSignTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public PackAndSignTests()
    {
        Certificate("vendor", "CN=Vendor");
        Certificate("other", "CN=Other");
    }

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("SHA-224")]
    [InlineData("SHA-512")]
    public void The_same_directory_gives_the_same_bytes_and_a_strict_reader_finds_nothing(string hash)
    {
        foreach (var name in new[] { "a.csar", "b.csar" })
        {
            Run.Of("package", "pack", Run.Sample("5g-core/amf"), "--output", _scratch[name], "--hash", hash).Exit.ShouldBe(0);
        }

        File.ReadAllBytes(_scratch["a.csar"]).ShouldBe(File.ReadAllBytes(_scratch["b.csar"]));
        var lint = Run.Of("package", "lint", "--strict", _scratch["a.csar"]);
        (lint.Exit, lint.Out.Split('\n').Length).ShouldBe((0, 2), lint.Out);
    }

    [Fact]
    public void Several_directories_go_into_one_and_wrong_ones_are_not_packed()
    {
        var all = Run.Of("package", "pack", Run.Sample("5g-core/amf"), Run.Sample("5g-core/ns-5gc"), "-o", _scratch["out"]);
        all.Exit.ShouldBe(0, all.Error);
        Directory.GetFiles(_scratch["out"]).Select(Path.GetFileName).ShouldBe(["amf.csar", "ns-5gc.csar"], ignoreOrder: true);
        var wrong = Run.Of("package", "pack", Run.Sample("wrong/no-memory"), "-o", _scratch["wrong.csar"]);
        wrong.Exit.ShouldBe(1);
        wrong.Error.ShouldContain("error TOSCA0231");
        File.Exists(_scratch["wrong.csar"]).ShouldBeFalse();
        Run.Of("package", "pack", Run.Sample("5g-core/amf"), Run.Sample("5g-core/smf")).Exit.ShouldBe(2);
        Run.Of("package", "pack", _scratch["a-file"]).Exit.ShouldBe(2);
        Run.Of("package", "pack", Run.Sample("minimal/vnf"), "--release-date", "yesterday", "-o", _scratch["x.csar"]).Exit.ShouldBe(2);
    }

    [Fact]
    public void A_gzipped_tar_is_told_and_packed_to_a_csar()
    {
        using (var file = File.Create(_scratch["osm.tar.gz"]))
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
        {
            System.Formats.Tar.TarFile.CreateFromDirectory(Run.Sample("sol006/vnf"), gzip, includeBaseDirectory: true);
        }

        var lint = Run.Of("package", "lint", _scratch["osm.tar.gz"]);
        lint.Exit.ShouldBe(0, lint.Out);
        lint.Out.ShouldContain("osm.tar.gz warning TOSCA0036");
        Run.Of("package", "lint", "--strict", _scratch["osm.tar.gz"]).Exit.ShouldBe(1);
        Directory.CreateDirectory(_scratch["made"]);
        Run.Of("package", "pack", _scratch["osm.tar.gz"], "-o", _scratch["made"]).Exit.ShouldBe(0);
        Run.Of("package", "lint", Path.Combine(_scratch["made"], "osm.csar")).Out.ShouldNotContain("TOSCA0036");
        Run.Of("package", "pack", Path.Combine(_scratch["made"], "osm.csar"), "-o", _scratch["made"]).Exit.ShouldBe(2, "it would overwrite itself");
    }

    [Fact]
    public void A_signed_manifest_is_accepted_where_a_signature_is_required()
    {
        Run.Of("package", "pack", Run.Sample("minimal/vnf"), "-o", _scratch["v.csar"]).Exit.ShouldBe(0);
        Lint("v.csar", "vendor").ShouldBe((1, true));
        Sign("v.csar").Exit.ShouldBe(0);
        Lint("v.csar", "vendor").ShouldBe((0, false));
        Lint("v.csar", "other").ShouldBe((1, true));
        Run.Of("package", "show", _scratch["v.csar"], "--trust", _scratch["vendor.pem"]).Out.ShouldContain("trusted: CN=Vendor on minimal.mf");

        // signed again by another: the old signature is replaced
        Sign("v.csar", "other").Exit.ShouldBe(0);
        Lint("v.csar", "other").ShouldBe((0, false));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_package_signed_as_a_whole_is_accepted(bool detachedCertificate)
    {
        Run.Of("package", "pack", Run.Sample("minimal/vnf"), "-o", _scratch["v.csar"]).Exit.ShouldBe(0);
        var before = File.ReadAllBytes(_scratch["v.csar"]);
        Sign("v.csar", more: detachedCertificate ? ["--scope", "package", "--detached-cert"] : ["--scope", "package"]).Exit.ShouldBe(0);
        File.ReadAllBytes(_scratch["v.csar"]).ShouldBe(before);
        Lint("v.zip", "vendor").ShouldBe((0, false));
        using var zip = System.IO.Compression.ZipFile.OpenRead(_scratch["v.zip"]);
        zip.Entries.Select(e => e.FullName).ShouldBe(detachedCertificate ? ["v.csar", "v.cms", "v.cert"] : ["v.csar", "v.cms"]);
    }

    [Fact]
    public void A_directory_is_packed_on_the_way()
    {
        Run.Of("package", "sign", Run.Sample("minimal/ns"), "--key", _scratch["vendor.key"], "--cert", _scratch["vendor.pem"], "--scope", "package", "-o", _scratch["ns.zip"]).Exit.ShouldBe(0);
        Lint("ns.zip", "vendor").ShouldBe((0, false));
    }

    [Fact]
    public void Keys_and_certificates_that_do_not_fit_are_told()
    {
        Run.Of("package", "pack", Run.Sample("minimal/vnf"), "-o", _scratch["v.csar"]).Exit.ShouldBe(0);
        var mixed = Run.Of("package", "sign", _scratch["v.csar"], "--key", _scratch["other.key"], "--cert", _scratch["vendor.pem"]);
        (mixed.Exit, mixed.Error.Contains("cannot be used together", StringComparison.Ordinal)).ShouldBe((2, true), mixed.Error);
        Run.Of("package", "sign", _scratch["v.csar"], "--key", _scratch["absent.key"], "--cert", _scratch["vendor.pem"]).Exit.ShouldBe(2);
        Run.Of("package", "sign", _scratch["v.csar"]).Exit.ShouldBe(2);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_scratch["secret.key"], key.ExportEncryptedPkcs8PrivateKeyPem("hidden", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        File.WriteAllText(_scratch["secret.pem"], new CertificateRequest("CN=Secret", key, HashAlgorithmName.SHA256).CreateSelfSigned(Run.Now.AddYears(-1), Run.Now.AddYears(1)).ExportCertificatePem());
        File.WriteAllText(_scratch["password"], "hidden\n");
        Sign("v.csar", "secret").Exit.ShouldBe(2);
        Sign("v.csar", "secret", ["--password-file", _scratch["password"]]).Exit.ShouldBe(0);
        Lint("v.csar", "secret").ShouldBe((0, false));
    }

    private Run Sign(string file, string signer = "vendor", string[]? more = null) =>
        Run.Of(["package", "sign", _scratch[file], "--key", _scratch[signer + ".key"], "--cert", _scratch[signer + ".pem"], .. more ?? []]);

    private (int Exit, bool Error) Lint(string file, string trusted)
    {
        var run = Run.Of("package", "lint", "--strict", "--signatures", "require", "--trust", _scratch[trusted + ".pem"], _scratch[file]);
        return (run.Exit, run.Out.Contains(" error ", StringComparison.Ordinal));
    }

    private void Certificate(string name, string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(Run.Now.AddYears(-1), Run.Now.AddYears(1));
        File.WriteAllText(_scratch[name + ".key"], key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(_scratch[name + ".pem"], certificate.ExportCertificatePem());
    }
}
