using NfvOrchestrator.TestKit;
using NfvOrchestrator.Tosca.Packages;
using Shouldly;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>Packages that other projects made, over HTTP.</summary>
public sealed class ForeignPackageTests
{
    [SkippableTheory]
    [InlineData("tacker-practical")]
    [InlineData("etsi-mano-demo/vnf-policy")]
    [InlineData("etsi-mano-demo/vnf-storage")]
    public async Task Foreign_packages_are_onboarded(string path)
    {
        var folder = SharedFolder.Find(["descriptors", .. path.Split('/')]);
        Skip.If(folder is null, SharedFolder.SkipReason);
        using var csar = new MemoryStream();
        CsarPacker.Pack(folder!, csar);
        await using var host = await CatalogueHost.StartAsync();
        var package = await host.OnboardAsync(csar.ToArray());
        CatalogueHost.State(package).ShouldBe("ONBOARDED", package.ToString());
        var root = $"/onboarded_vnf_packages/{Uri.EscapeDataString(package.GetProperty("vnfdId").GetString()!)}";
        (await host.CallAsync("GET", root, "/onboarded_vnf_packages/{vnfdId}")).Status.ShouldBe(200);
        (await host.CallAsync("GET", root + "/vnfd", "/onboarded_vnf_packages/{vnfdId}/vnfd")).Status.ShouldBe(200);
        foreach (var artifact in package.TryGetProperty("additionalArtifacts", out var list) ? list.EnumerateArray().ToList() : [])
        {
            if (artifact.TryGetProperty("artifactPath", out var inside))
            {
                (await host.CallAsync("GET", $"{root}/artifacts/{inside.GetString()}", "/onboarded_vnf_packages/{vnfdId}/artifacts/{artifactPath}")).Status.ShouldBe(200);
            }
        }
    }
}
