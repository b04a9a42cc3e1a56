using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Signatures;
using Shouldly;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>Signed packages over HTTP: who signed is shown, what is demanded is enforced, what is wrong is in onboardingFailureDetails.</summary>
public sealed class SignedPackageTests : IDisposable
{
    private readonly X509Certificate2 vendor = SelfSigned("CN=Vendor", DateTimeOffset.UtcNow.AddYears(1));
    private readonly string trust = Path.Combine(Path.GetTempPath(), $"trust-{Guid.NewGuid():N}.pem");

    public SignedPackageTests() => File.WriteAllText(trust, vendor.ExportCertificatePem());

    public void Dispose()
    {
        File.Delete(trust);
        vendor.Dispose();
    }

    [Fact]
    public async Task A_package_signed_as_a_whole_is_onboarded_and_shows_who_signed()
    {
        await using var host = await CatalogueHost.StartAsync(packages: new PackageOptions { Signatures = SignaturePolicy.Require, TrustStore = trust });
        var csar = Packages.Sample("minimal", "vnf");
        var wrapped = Wrap(csar, vendor);
        var package = await host.OnboardAsync(wrapped);
        CatalogueHost.State(package).ShouldBe("ONBOARDED", package.ToString());
        package.GetProperty("packageSecurityOption").GetString().ShouldBe("OPTION_2");
        package.GetProperty("signingCertificate").GetString()!.ReplaceLineEndings("\n").ShouldBe(vendor.ExportCertificatePem().ReplaceLineEndings("\n"));

        // what is in the inner CSAR can be read, and the content comes back as it was sent
        var root = $"/vnf_packages/{package.GetProperty("id").GetString()}";
        (await host.CallAsync("GET", root + "/artifacts/Files/images/vnf.img", "/vnf_packages/{vnfPkgId}/artifacts/{artifactPath}")).Status.ShouldBe(200);
        (await host.CallAsync("GET", root + "/vnfd", accept: "text/plain")).Text.ShouldContain("tosca_definitions_version");
        (await host.CallAsync("GET", root + "/manifest", accept: "text/plain")).Text.ShouldContain("vnf_product_name: Minimal");
        (await host.CallAsync("GET", root + "/package_content")).Bytes.ShouldBe(wrapped);
    }

    [Fact]
    public async Task A_signed_manifest_and_the_kinds_of_artifacts_are_shown()
    {
        await using var host = await CatalogueHost.StartAsync(packages: new PackageOptions { TrustStore = trust });
        using var folder = new TemporaryCopy(Path.Combine(Packages.Samples, "minimal", "vnf"));
        folder.Add("ChangeLog.txt", "1.0").Add("Licenses/l.txt", "free").Add("Tests/t.sh", "true").Add("extra/x.json", "{}");
        File.AppendAllText(Path.Combine(folder.Path, "minimal.mf"), "\nnon_mano_artifact_sets:\n  vendor.set:\n    Source: extra/x.json\n");
        using var csar = new MemoryStream();
        CsarPacker.Pack(folder.Path, csar, new CsarPackOptions { SignManifest = text => CmsWriter.Sign(new MemoryStream(text), vendor, [], withCertificates: true, null, HashAlgorithmName.SHA256) });
        var package = await host.OnboardAsync(csar.ToArray());
        CatalogueHost.State(package).ShouldBe("ONBOARDED", package.ToString());
        package.GetProperty("packageSecurityOption").GetString().ShouldBe("OPTION_1");
        package.GetProperty("signingCertificate").GetString().ShouldStartWith("-----BEGIN CERTIFICATE-----");
        package.GetProperty("additionalArtifacts").EnumerateArray().Select(a => (
                a.GetProperty("artifactPath").GetString(),
                a.TryGetProperty("artifactClassification", out var c) ? c.GetString() : null,
                a.TryGetProperty("nonManoArtifactSetId", out var s) ? s.GetString() : null))
            .ShouldBe([("ChangeLog.txt", "HISTORY", null), ("Licenses/l.txt", "LICENSE", null), ("Tests/t.sh", "TESTING", null), ("extra/x.json", null, "vendor.set")], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_wrong_is_listed_with_code_place_and_hint()
    {
        await using var host = await CatalogueHost.StartAsync(packages: new PackageOptions { Signatures = SignaturePolicy.Require, TrustStore = trust });
        using var old = SelfSigned("CN=Vendor", DateTimeOffset.UtcNow.AddDays(-1));
        File.AppendAllText(trust, "\n" + old.ExportCertificatePem());
        using var stranger = SelfSigned("CN=Stranger", DateTimeOffset.UtcNow.AddYears(1));
        foreach (var (content, code, said) in new[]
        {
            (Packages.Vnf(), "TOSCA0050", "the package is not signed"),
            (Wrap(Packages.Vnf(), old), "TOSCA0054", "expired"),
            (Wrap(Packages.Vnf(), stranger), "TOSCA0055", "'CN=Stranger' is not trusted"),
            (Wrap(Packages.Vnf(), vendor, signed: Packages.Vnf("another-id")), "TOSCA0052", "other content"),
        })
        {
            var failed = await host.OnboardAsync(content);
            CatalogueHost.State(failed).ShouldBe("ERROR");
            var details = failed.GetProperty("onboardingFailureDetails");
            details.GetProperty("detail").GetString()!.ShouldContain(said);
            var first = details.GetProperty("diagnostics")[0];
            first.GetProperty("code").GetString().ShouldBe(code);
            first.GetProperty("severity").GetString().ShouldBe("Error");
            first.GetProperty("hint").GetString().ShouldNotBeNullOrEmpty();
        }

        var yaml = Packages.Zip([("ns.yaml", Encoding.UTF8.GetBytes(Packages.NsYaml().Replace("tosca.nodes.nfv.NsVirtualLink", "tosca.nodes.nfv.NsVirtualLinc", StringComparison.Ordinal)))]);
        var nsd = (await host.OnboardAsync(Wrap(yaml, vendor), "/ns_descriptors")).GetProperty("onboardingFailureDetails").GetProperty("diagnostics").EnumerateArray().First(d => d.GetProperty("code").GetString() == "TOSCA0201");
        (nsd.GetProperty("file").GetString(), nsd.GetProperty("line").GetInt32() > 1, nsd.GetProperty("column").GetInt32() > 1).ShouldBe(("ns.yaml", true, true));
    }

    [Fact]
    public async Task A_list_without_end_is_bounded()
    {
        await using var host = await CatalogueHost.StartAsync();
        var more = string.Concat(Enumerable.Range(0, 5000).Select(i => $"    n{i}:\n      type: no.such.Type{i}\n"));
        var failed = await host.OnboardAsync(Packages.Zip([("vnfd.yaml", Encoding.UTF8.GetBytes(Packages.VnfYaml().Replace("  node_templates:\n", "  node_templates:\n" + more, StringComparison.Ordinal)))]));
        failed.GetProperty("onboardingFailureDetails").GetProperty("diagnostics").GetArrayLength().ShouldBe(200);
        failed.GetProperty("onboardingFailureDetails").GetProperty("detail").GetString()!.Length.ShouldBeLessThan(10_000);
    }

    [Fact]
    public async Task A_trust_store_that_breaks_later_is_named_and_one_that_cannot_work_stops_the_start()
    {
        Should.Throw<ArgumentException>(() => new PackageOptions { Signatures = SignaturePolicy.Require }.Validate()).Message.ShouldContain("TrustStore");
        Should.Throw<ArgumentException>(() => new PackageOptions { TrustStore = trust + ".absent" }.Validate()).Message.ShouldContain(trust + ".absent");
        await using var host = await CatalogueHost.StartAsync(packages: new PackageOptions { TrustStore = trust });
        File.WriteAllText(trust, "nothing");
        var failed = await host.OnboardAsync(Packages.Vnf());
        failed.GetProperty("onboardingFailureDetails").GetProperty("detail").GetString()!.ShouldContain("Nfvo:Packages:TrustStore");
        File.WriteAllText(trust, vendor.ExportCertificatePem());
        CatalogueHost.State(await host.UploadAsync(failed.GetProperty("id").GetString()!, Packages.Vnf())).ShouldBe("ONBOARDED");
    }

    private static byte[] Wrap(byte[] csar, X509Certificate2 signer, byte[]? signed = null)
    {
        using var stream = new MemoryStream();
        CsarPacker.Wrap("vnf.csar", new MemoryStream(csar), CmsWriter.Sign(new MemoryStream(signed ?? csar), signer, [], withCertificates: false, null, HashAlgorithmName.SHA256), Encoding.ASCII.GetBytes(signer.ExportCertificatePem()), stream);
        return stream.ToArray();
    }

    private static X509Certificate2 SelfSigned(string subject, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(until.AddYears(-5), until);
    }

    private sealed class TemporaryCopy : IDisposable
    {
        public TemporaryCopy(string from)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                Add(System.IO.Path.GetRelativePath(from, file), File.ReadAllText(file));
            }
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("package-").FullName;

        public TemporaryCopy Add(string file, string content)
        {
            var target = System.IO.Path.Combine(Path, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.WriteAllText(target, content);
            return this;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
