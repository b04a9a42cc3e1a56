using NfvOrchestrator.TestKit;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Integration;

/// <summary>Packages that other projects made, from the folder <c>shared</c>: the lab brings one VNF of each up.</summary>
public sealed class ForeignPackageTests
{
    [SkippableTheory]
    [InlineData("tacker-practical", "2")] // of its default flavour
    [InlineData("tacker-getting-started/tosca/sample_vnf_package_csar", "1")]
    [InlineData("tacker-getting-started/userdata/sample_vnf_package_csar", "1")]
    [InlineData("etsi-mano-demo/vnf-policy", "0")]
    [InlineData("etsi-mano-demo/vnf-storage", "1")]
    public async Task A_foreign_package_comes_up(string package, string vnfcs)
    {
        var path = SharedFolder.Find(["descriptors", .. package.Split('/')]);
        Skip.If(path is null, SharedFolder.SkipReason);
        var (code, output) = await LabProgramTests.RunAsync("--once", "--package", path);
        code.ShouldBe(0, output);
        output.ShouldContain($"is INSTANTIATED with {vnfcs} VNFC(s).");
    }
}
