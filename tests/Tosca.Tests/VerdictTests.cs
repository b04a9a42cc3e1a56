using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>
/// Our verdict about every package of ../shared/descriptors, against the table in its README: what is accepted, what is refused, and where
/// we say what is wrong. A package that is added there without a verdict here fails.
/// </summary>
public sealed class VerdictTests(ITestOutputHelper output)
{
    /// <summary>
    /// Package → verdict (null: the table leaves it open), and findings as <c>file:line severity code</c> (line 0 = the file as a whole): all errors, and some of
    /// the rest.
    /// </summary>
    private static readonly Dictionary<string, (bool? Accept, string[] Findings)> s_verdicts = new(StringComparer.Ordinal)
    {
        ["tacker-getting-started/tosca/sample_vnf_package_csar"] = (true, ["Definitions/sample_vnfd_df_simple.yaml:38 warning TOSCA0341"]),
        ["tacker-getting-started/userdata/sample_vnf_package_csar"] = (true, ["Definitions/sample_vnfd_df_simple.yaml:38 warning TOSCA0341"]),
        ["tacker-practical"] = (true, ["Definitions/df_scalable.yaml:193 warning TOSCA0331"]),
        ["tacker-negative/csar_without_instantiation_level"] = (false, ["Definitions/tosca_with_vdus.yaml:87 error TOSCA0311"]),
        ["tacker-negative/csar_with_multiple_sw_image_data"] = (false, ["Definitions/tosca_with_vdus.yaml:75 error TOSCA0310", "Definitions/tosca_with_vdus.yaml:125 error TOSCA0306", "Definitions/tosca_with_vdus.yaml:130 error TOSCA0306"]),
        ["etsi-mano-demo/master-nsd"] = (true, ["Definitions/nsd_ubi.yaml:39 warning TOSCA0401", "Definitions/nsd_ubi.yaml:106 warning TOSCA0404"]),
        ["etsi-mano-demo/nested-nsd"] = (true, ["Definitions/nsd_ubi.yaml:40 warning TOSCA0401", "Definitions/nsd_ubi.yaml:82 warning TOSCA0404"]),
        ["etsi-mano-demo/empty-vnf-0"] = (true, []),
        ["etsi-mano-demo/empty-vnf-1"] = (true, []),
        ["etsi-mano-demo/vnf-policy"] = (true, ["Definitions/tosca_ubi.yaml:112 warning TOSCA0312"]),
        ["etsi-mano-demo/vnf-storage"] = (true, ["Definitions/tosca_ubi_small.yaml:254 warning TOSCA0312", "Definitions/tosca_ubi_small.yaml:274 warning TOSCA0314"]),
        ["claudnet-4.4.1"] = (true, ["VNF1-scalable.yaml:58 warning TOSCA0313"]),
        ["onap-vSBC"] = (null, ["Definitions/MainServiceTemplate.yaml:55 warning TOSCA0234"]),
        ["minhfli-scale"] = (true, ["Definitions/sample_vnfd_df_simple.yaml:32 warning TOSCA0341", "Definitions/sample_vnfd_df_simple.yaml:114 warning TOSCA0331"]),
        ["ibm-vmrf/NsPackage-NoDefinitions-vMRF.zip"] = (false, ["TOSCA-Metadata/TOSCA.meta:4 error TOSCA0012"]),
        ["osm-sol006/interVNFs/interdomain_vnf"] = (true, ["interdomain_vnfd.yaml:2 info TOSCA0501", "interdomain_vnfd.yaml:15 warning TOSCA0502", "interdomain_vnfd.yaml:95 info TOSCA0502", "interdomain_vnfd.yaml:98 warning TOSCA0309", "interdomain_vnfd.yaml:101 warning TOSCA0320"]),
        ["osm-sol006/interNSs/interdomain_ns"] = (true, ["interdomain_nsd.yaml:34 info TOSCA0502", "interdomain_nsd.yaml:35 warning TOSCA0502", "interdomain_nsd.yaml:37 warning TOSCA0502"]),
        ["osm-sol006/interNSs/interdomain_slice_ns_HAL"] = (true, ["interdomain_slice_nsd_HAL.yaml:3 info TOSCA0501", "interdomain_slice_nsd_HAL.yaml:24 warning TOSCA0502"]),
        ["osm-sol006/interNSs/interdomain_slice_ns_DEV"] = (true, ["interdomain_slice_nsd_DEV.yaml:3 info TOSCA0501", "interdomain_slice_nsd_DEV.yaml:24 warning TOSCA0502"]),
        ["free5gmano-open5gs/ns"] = (true, ["Definitions/ns.yaml:5 warning TOSCA0405"]),
    };

    public static TheoryData<string> Packages => [.. s_verdicts.Keys];

    [SkippableTheory]
    [MemberData(nameof(Packages))]
    public void Verdict(string package)
    {
        var (accept, expected) = s_verdicts[package];
        var result = Read(package);
        foreach (var diagnostic in result.Diagnostics)
        {
            output.WriteLine(diagnostic.ToString());
        }

        result.Ok.ShouldBe(accept ?? result.Ok);
        (result.VnfDescriptor is not null || result.NsDescriptor is not null).ShouldBe(result.Ok);
        var found = result.Diagnostics.Select(d => $"{d.File}:{d.Line} {d.Severity.ToString().ToLowerInvariant()} {d.Code}").ToList();
        expected.ShouldBeSubsetOf(found);
        if (accept is not null)
        {
            found.Where(f => f.Contains(" error ", StringComparison.Ordinal)).Distinct().ShouldBe(expected.Where(e => e.Contains(" error ", StringComparison.Ordinal)), ignoreOrder: true, "refused for these reasons and no other");
        }

        result.Diagnostics.ShouldAllBe(d => DiagnosticCodes.All.ContainsKey(d.Code));
    }

    [SkippableFact]
    public void Every_package_has_a_verdict()
    {
        var root = Shared.Descriptor(".");
        var packages = Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Where(d => Directory.Exists(Path.Combine(d, "Definitions")) || Directory.EnumerateFiles(d, "*d.yaml").Any(f => f.EndsWith("_vnfd.yaml", StringComparison.Ordinal) || f.EndsWith("_nsd.yaml", StringComparison.Ordinal)))
            .Concat(Directory.EnumerateFiles(root, "*.zip", SearchOption.AllDirectories))
            .Select(p => Path.GetRelativePath(root, p).Replace('\\', '/'))
            .Where(p => !p.StartsWith("tacker-negative-common", StringComparison.Ordinal)).Append("claudnet-4.4.1").ToList();
        packages.ShouldBeSubsetOf(s_verdicts.Keys);
        File.ReadAllLines(Path.Combine(root, "README.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| folder", StringComparison.Ordinal) && !l.StartsWith("| ---", StringComparison.Ordinal))
            .Select(l => l.Split('|')[1].Trim().Split('/')[0].Split(' ')[0]).ShouldAllBe(folder => s_verdicts.Keys.Any(k => k.StartsWith(folder, StringComparison.Ordinal)));
    }

    private static PackageReadResult Read(string package)
    {
        var path = Shared.Descriptor(package);
        if (package.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var stream = File.OpenRead(path);
            using var zip = new ZipPackageFiles(stream);
            return PackageReader.Read(zip);
        }

        if (!package.StartsWith("tacker-negative/", StringComparison.Ordinal))
        {
            return PackageReader.Read(new DirectoryPackageFiles(path));
        }

        // the table says: add the files of tacker-negative-common
        using var directory = new TemporaryDirectory();
        directory.Copy(Shared.Descriptor("tacker-negative-common/test_csar_utils_common"));
        directory.Copy(path);
        return PackageReader.Read(new DirectoryPackageFiles(directory.Path));
    }
}
