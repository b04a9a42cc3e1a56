using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>What is in a package apart from the descriptor: TOSCA.meta, manifest, paperwork, artifacts (SOL004 §4).</summary>
public sealed class PackageTests
{
    private static readonly byte[] s_amf = ZipBuilder.Sample("5g-core/nrf");

    private static string Vnfd { get; } = File.ReadAllText(Path.Combine(Shared.Samples, "minimal/vnf/minimal.yaml"));

    [Fact]
    public void All_entries_of_TOSCA_meta_are_found()
    {
        var csar = ZipBuilder.With(s_amf, f =>
        {
            f["TOSCA-Metadata/TOSCA.meta"] = Encoding.UTF8.GetBytes("TOSCA-Meta-File-Version: 1.1\r\nCSAR-Version: 1.1\r\nCreated-By: a tool\r\nEntry-Definitions: Definitions/nrf.yaml\r\nOther-Definitions: Definitions/a.yaml \"Definitions/b c.yaml\"\r\nETSI-Entry-Manifest: nrf.mf\r\n"
                + "ETSI-Entry-Change-Log: Files/Changes.txt\r\nETSI-Entry-Tests: Files/Tests\r\nETSI-Entry-Licenses: Files/Licenses/\r\nETSI-Entry-Certificate: Files/nrf.cert\r\n\r\nName: Files/images/nrf.img\r\nContent-Type: application/octet-stream\r\n");
            foreach (var path in new[] { "Definitions/a.yaml", "Definitions/b c.yaml", "Files/Changes.txt", "Files/Tests/one.sh", "Files/Licenses/l.txt", "Files/nrf.cert" })
            {
                f[path] = "tosca_definitions_version: tosca_simple_yaml_1_3"u8.ToArray();
            }
        });
        var result = ZipBuilder.Read(csar, PackageReadOptions.Default with { VerifyDigests = false });
        result.Diagnostics.ShouldBeEmpty();
        var layout = result.Layout;
        (layout.EntryDefinitions, layout.Manifest, layout.ChangeLog, layout.TestsFolder, layout.LicensesFolder, layout.Certificate)
            .ShouldBe(("Definitions/nrf.yaml", "nrf.mf", "Files/Changes.txt", "Files/Tests", "Files/Licenses", "Files/nrf.cert"));
        layout.OtherDefinitions.ShouldBe(["Definitions/a.yaml", "Definitions/b c.yaml"]);
        result.Artifacts.Where(a => a.Class is not null).Select(a => (a.Path, a.Class!.Value))
            .ShouldBe([("Files/Changes.txt", PackageArtifactClass.History), ("Files/Licenses/l.txt", PackageArtifactClass.License), ("Files/Tests/one.sh", PackageArtifactClass.Testing)]);
    }

    [Fact]
    public void Without_TOSCA_meta_everything_has_its_place_at_the_root()
    {
        var result = ZipBuilder.Read(ZipBuilder.Zip(("main.yaml", Vnfd), ("main.mf", "metadata:\n"), ("main.cert", "x"), ("ChangeLog.txt", "1.0"), ("Licenses/l.txt", "free"), ("Tests/t.sh", "true"), ("Files/images/vnf.img", "x"), ("Artifacts/other.yaml", "a: b")));
        result.Ok.ShouldBeTrue();
        (result.Layout.EntryDefinitions, result.Layout.Manifest, result.Layout.Certificate, result.Layout.ChangeLog, result.Layout.LicensesFolder, result.Layout.TestsFolder)
            .ShouldBe(("main.yaml", "main.mf", "main.cert", "ChangeLog.txt", "Licenses", "Tests"));
    }

    [Theory]
    [InlineData("TOSCA-Meta-File-Version: 9\nCSAR-Version: 1.1\nEntry-Definitions: d.yaml\n", "TOSCA0021", 1)]
    [InlineData("TOSCA-Meta-File-Version: 1.0\nCSAR-Version: 7\nEntry-Definitions: d.yaml\n", "TOSCA0021", 2)]
    [InlineData("TOSCA-Meta-File-Version: 1.0\nCSAR-Version: 1.1\nEntry-Definitions: d.yaml\nETSI-Entry-Licences: x\n", "TOSCA0021", 4)]
    [InlineData("TOSCA-Meta-File-Version: 1.0\nCSAR-Version: 1.1\nEntry-Definitions: d.yaml\nETSI-Entry-Tests: Tests\n", "TOSCA0022", 4)]
    [InlineData("TOSCA-Meta-File-Version: 1.0\nCSAR-Version: 1.1\nEntry-Definitions: d.yaml\nEntry-Definitions: e.yaml\n", "TOSCA0023", 4)]
    [InlineData("TOSCA-Meta-File-Version: 1.0\nCSAR-Version: 1.1\nEntry-Definitions: f.yaml\n", "TOSCA0012", 3)]
    [InlineData("TOSCA-Meta-File-Version: 1.0\nCSAR-Version: 1.1\nEntry-Definitions: d.yaml\nETSI-Entry-Manifest: no.mf\n", "TOSCA0014", 4)]
    public void Mistakes_in_TOSCA_meta_have_their_line(string meta, string code, int line)
    {
        var result = ZipBuilder.Read(ZipBuilder.Zip(("TOSCA-Metadata/TOSCA.meta", meta), ("d.yaml", Vnfd), ("Files/images/vnf.img", "x")));
        result.Diagnostics.Where(d => d.File == "TOSCA-Metadata/TOSCA.meta" && d.Line > 0).Select(d => (d.Code, d.Line)).ShouldBe([(code, line)]);
    }

    [Theory]
    [InlineData("SHA-224")]
    [InlineData("SHA-256")]
    [InlineData("SHA-384")]
    [InlineData("SHA-512")]
    public void Digests_of_every_algorithm(string algorithm)
    {
        var csar = ZipBuilder.Sample("5g-core/nrf", new CsarPackOptions { DigestAlgorithm = algorithm });
        ZipBuilder.Read(csar, PackageReadOptions.Default with { Strict = true }).Diagnostics.ShouldBeEmpty();
        var changed = ZipBuilder.With(csar, f => f["Files/images/nrf.img"][0] ^= 1);
        var error = ZipBuilder.Read(changed).Errors.ShouldHaveSingleItem();
        (error.Code, error.File).ShouldBe(("TOSCA0016", "Files/images/nrf.img"));
    }

    [Fact]
    public void Metadata_are_checked_against_the_descriptor()
    {
        var findings = Manifest("  vnfd_id: other\n  vnf_product_name: Minimal\n  vnf_provider_id: Somebody\n  vnf_release_data_time: yesterday\n  vnf_pakage_version: 1\n  compatible_specification_versions: 2.7.1,three\n");
        findings.Select(d => (d.Code, d.Line)).ShouldBe([("TOSCA0027", 0), ("TOSCA0028", 2), ("TOSCA0028", 4), ("TOSCA0029", 5), ("TOSCA0029", 5), ("TOSCA0029", 6), ("TOSCA0029", 7)], ignoreOrder: true);
        findings.Single(d => d.Code == "TOSCA0027").Message.ShouldBe("metadata is missing: vnf_package_version");
        findings.Single(d => d is { Code: "TOSCA0028", Line: 2 }).Message.ShouldBe("vnfd_id is 'other', but descriptor_id of the descriptor is '3140a100-0000-4000-8000-000000000001'; the descriptor counts");
        findings.ShouldAllBe(d => d.Severity == Severity.Warning);
    }

    [Fact]
    public void Manifest_and_content_must_agree()
    {
        var hash = new string('0', 64);
        Manifest("", "Source: absent.txt\nAlgorithm: SHA-256\nHash: 00\n").ShouldContain(d => d.Code == "TOSCA0017" && d.Line == 3);
        Manifest("", "Source: vnfd.yaml\nAlgorithm: MD5\nHash: 00\n").ShouldContain(d => d.Code == "TOSCA0018" && d.Line == 3);
        Manifest("", "Source: vnfd.yaml\n").ShouldContain(d => d.Code == "TOSCA0031" && d.Line == 3);
        Manifest("", $"Source: vnfd.yaml\nAlgorithm: SHA-256\nHash: {hash}\n").ShouldContain(d => d.Code == "TOSCA0025" && d.Message.Contains("Files/images/vnf.img", StringComparison.Ordinal));
        Manifest("", $"Source: vnfd.yaml\nAlgorithm: SHA-256\nHash: {hash}\n\nSource: vnfd.yaml\nAlgorithm: SHA-256\nHash: 11\n").ShouldContain(d => d.Code == "TOSCA0026" && d.Severity == Severity.Error && d.Line == 7);
        Manifest("", "Source: https://images.example/vnf.qcow2\n").ShouldContain(d => d.Code == "TOSCA0033");
        Manifest("", "Source: vnfd.yaml\nSignature: absent.cms\n").ShouldContain(d => d.Code == "TOSCA0062" && d.Line == 3);
        Manifest("", "Source: vnfd.mf\nAlgorithm: SHA-256\nHash: 00\n").ShouldContain(d => d.Code == "TOSCA0015" && d.Line == 3 && d.Severity == Severity.Warning);
        Manifest("").ShouldContain(d => d.Code == "TOSCA0024");
    }

    [Fact]
    public void Non_mano_sets_external_and_encrypted_artifacts_are_listed()
    {
        var envelope = new EnvelopedCms(new ContentInfo(new byte[2000]));
        envelope.Encrypt(new CmsRecipient(TestPki.Leaf("CN=Recipient", rsa: true)));
        var encrypted = envelope.Encode();
        var pem = PemEncoding.WriteString("CMS", encrypted).ReplaceLineEndings("\n");
        var manifest = "metadata:\n  vnfd_id: x\n\nSource: https://images.example/vnf.qcow2\nAlgorithm: SHA-256\nHash: 00ff\n\nnon_mano_artifact_sets:\n  vendor.monitoring:\n    Source: Files/dash.json\n  other.set:\n    Source: Files/a.bin\n    Source: Files/b.pem\n";
        var result = ZipBuilder.Read(ZipBuilder.Zip(
            ("vnfd.yaml", Encoding.UTF8.GetBytes(Vnfd)), ("vnfd.mf", Encoding.UTF8.GetBytes(manifest)), ("Files/images/vnf.img", "x"u8.ToArray()), ("Files/dash.json", "{}"u8.ToArray()), ("Files/a.bin", encrypted), ("Files/b.pem", Encoding.ASCII.GetBytes(pem))));
        result.Ok.ShouldBeTrue();
        result.Artifacts.Where(a => a.NonManoArtifactSetId is not null).Select(a => (a.Path, a.NonManoArtifactSetId, a.IsEncrypted))
            .ShouldBe([("Files/a.bin", "other.set", true), ("Files/b.pem", "other.set", true), ("Files/dash.json", "vendor.monitoring", false)]);
        var external = result.Artifacts.Single(a => a.IsExternal);
        (external.Path, external.ChecksumHash).ShouldBe(("https://images.example/vnf.qcow2", "00ff"));
        result.Diagnostics.Where(d => d.Code == "TOSCA0032").Select(d => d.File).ShouldBe(["Files/a.bin", "Files/b.pem"]);
    }

    [Fact]
    public void Packing_a_package_again_keeps_what_people_wrote_and_mends_the_rest()
    {
        using var folder = new TemporaryDirectory();
        folder.Copy(Path.Combine(Shared.Samples, "minimal/vnf"));
        folder.With("minimal.mf", "metadata:\n  vnf_package_version: 9.9\n  vnf_release_date_time: 2026-01-01T00:00:00Z\n\nSource: minimal.yaml\nAlgorithm: SHA-256\nHash: 00\n\nSource: https://images.example/x\nAlgorithm: SHA-512\nHash: ff\n\nnon_mano_artifact_sets:\n  set.a:\n    Source: extra.txt\n");
        folder.With("extra.txt", "x");
        using var first = new MemoryStream();
        CsarPacker.Pack(folder.Path, first);
        var result = ZipBuilder.Read(first.ToArray(), PackageReadOptions.Default with { Strict = true });
        result.Diagnostics.ShouldBeEmpty();
        result.Manifest!.Metadata["vnf_package_version"].ShouldBe("9.9");
        result.Manifest.Metadata["vnf_product_name"].ShouldBe("Minimal");
        result.Artifacts.Single(a => a.Path == "extra.txt").NonManoArtifactSetId.ShouldBe("set.a");
        result.Artifacts.ShouldContain(a => a.IsExternal && a.ChecksumHash == "ff");

        // a CSAR packed again is the same CSAR
        using var zip = new ZipPackageFiles(first);
        using var second = new MemoryStream();
        CsarPacker.Pack(zip, second);
        second.ToArray().ShouldBe(first.ToArray());
        ZipBuilder.Unzip(second.ToArray()).Keys.Take(2).ShouldBe(["TOSCA-Metadata/TOSCA.meta", "minimal.mf"]);

        using var kept = new MemoryStream();
        CsarPacker.Pack(folder.Path, kept, new CsarPackOptions { KeepManifest = true });
        ZipBuilder.Read(kept.ToArray()).Errors.Select(e => e.Code).ShouldBe(["TOSCA0016"]);
    }

    [Fact]
    public void A_single_yaml_file_is_read_with_its_neighbours_and_without_paperwork()
    {
        using var container = PackageContainer.Open(Path.Combine(Shared.Samples, "5g-core/upf/Definitions/upf.yaml"));
        container.Entry.ShouldBe("Definitions/upf.yaml");
        var result = PackageReader.Read(container.Files, PackageReadOptions.Default with { EntryDefinitions = container.Entry, Strict = true });
        result.Diagnostics.ShouldBeEmpty();
        result.VnfDescriptor!.FlavourIds.Count.ShouldBe(2);
    }

    [Fact]
    public void Odd_paths_of_other_zip_tools_are_read()
    {
        var result = ZipBuilder.Read(ZipBuilder.Zip(("./vnfd.yaml", Vnfd), ("Files\\images\\vnf.img", "x")));
        result.Ok.ShouldBeTrue();
        result.Artifacts.Select(a => a.Path).ShouldBe(["Files/images/vnf.img", "vnfd.yaml"]);
        result.Diagnostics.ShouldContain(d => d.Code == "TOSCA0020");
        ZipBuilder.Read(ZipBuilder.Zip(("vnfd.yaml", Vnfd), ("Files\\images\\vnf.img", "x")), PackageReadOptions.Default with { Strict = true }).Errors.ShouldContain(d => d.Code == "TOSCA0020");
        ZipBuilder.Read(ZipBuilder.Zip(("vnfd.yaml", Vnfd), ("TOSCA-Metadata/TOSCA.meta", "x"), ("tosca-metadata/tosca.meta", "y"))).Errors.ShouldContain(d => d.Code == "TOSCA0023");
    }

    private static IReadOnlyList<Diagnostic> Manifest(string metadata, string entries = "") =>
        ZipBuilder.Read(ZipBuilder.Zip(("vnfd.yaml", Vnfd), ("vnfd.mf", $"metadata:\n{metadata}\n{entries}"), ("Files/images/vnf.img", "x"))).Diagnostics
            .Where(d => d.File == "vnfd.mf" && (entries.Length > 0 || metadata.Length == 0 || d.Code != "TOSCA0024")).ToList();
}
