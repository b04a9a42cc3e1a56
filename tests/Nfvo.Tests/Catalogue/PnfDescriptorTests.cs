using System.Text;
using System.Text.Json;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Tosca.Model;
using Shouldly;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>PNFDs (SOL005 §5.4.5 to §5.4.7) on real HTTP.</summary>
public sealed class PnfDescriptorTests
{
    private const string List = "/pnf_descriptors";
    private const string One = "/pnf_descriptors/{pnfdInfoId}";
    private const string PnfdId = "3140a100-0000-4000-8000-00000000000f";

    private const string Pnfd = """
        tosca_definitions_version: tosca_simple_yaml_1_3
        description: A gateway that stands in a rack
        imports:
          - etsi_nfv_sol001_pnfd_types.yaml
        topology_template:
          node_templates:
            gateway:
              type: tosca.nodes.nfv.PNF
              properties:
                descriptor_id: 3140a100-0000-4000-8000-00000000000f
                function_description: forwards
                provider: Example
                version: '1.0'
                descriptor_invariant_id: 3140a100-0000-4000-8000-0000000000ff
                name: Gateway
            port:
              type: tosca.nodes.nfv.PnfExtCp
              properties:
                layer_protocols: [ethernet]
                trunk_mode: false
        """;

    [Fact]
    public async Task A_PNFD_lives_from_creation_to_deletion()
    {
        await using var host = await CatalogueHost.StartAsync();
        var pnfd = await host.OnboardAsync(Packages.Zip([("gateway.yaml", Encoding.UTF8.GetBytes(Pnfd)), ("gateway.mf", "metadata:\n  pnfd_name: Gateway\n"u8.ToArray()), ("Files/manual.txt", "plug it in"u8.ToArray())]), List);
        CatalogueHost.State(pnfd).ShouldBe("ONBOARDED", pnfd.ToString());
        (pnfd.GetProperty("pnfdId").GetString(), pnfd.GetProperty("pnfdName").GetString(), pnfd.GetProperty("pnfdProvider").GetString(), pnfd.GetProperty("pnfdUsageState").GetString())
            .ShouldBe((PnfdId, "Gateway", "Example", "NOT_IN_USE"));
        var id = pnfd.GetProperty("id").GetString()!;
        (await host.CallAsync("GET", List, List)).Json.GetArrayLength().ShouldBe(1);
        (await host.CallAsync("GET", $"{List}/{id}/pnfd", One + "/pnfd", accept: "text/plain")).Text.ShouldBe(Pnfd);
        var model = await host.CallAsync("GET", $"{List}/{id}/pnfd", accept: ContentTypes.PnfdModel);
        JsonSerializer.Deserialize(model.Bytes, ToscaJsonContext.Default.PnfDescriptor)!.ExtCps.ShouldHaveSingleItem().CpdId.ShouldBe("port");
        (await host.CallAsync("GET", $"{List}/{id}/manifest", accept: "text/plain")).Text.ShouldContain("pnfd_name");
        (await host.CallAsync("GET", $"{List}/{id}/artifacts/Files/manual.txt")).Text.ShouldBe("plug it in");
        (await host.CallAsync("GET", $"{List}/{id}/pnfd_content")).Status.ShouldBe(200);
        (await host.CallAsync("PATCH", $"{List}/{id}", One, CatalogueHost.Json("""{"userDefinedData":{"rack":"7"}}"""))).Status.ShouldBe(200);
        (await host.CallAsync("PATCH", $"{List}/{id}", content: CatalogueHost.Json("""{"pnfdOperationalState":"DISABLED"}"""))).Status.ShouldBe(422);
        (await host.CallAsync("GET", $"{List}/{id}", client: host.Client("t2"))).Status.ShouldBe(404);
        (await host.OnboardAsync(Encoding.UTF8.GetBytes(Pnfd), List, type: "text/plain")).GetProperty("onboardingFailureDetails").GetProperty("detail").GetString()!.ShouldContain("already onboarded");
        (await host.CallAsync("DELETE", $"{List}/{id}", One)).Status.ShouldBe(204);
        (await host.CallAsync("GET", $"{List}/{id}", One)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task What_is_wrong_is_listed_with_its_place()
    {
        await using var host = await CatalogueHost.StartAsync();
        var failed = await host.OnboardAsync(Encoding.UTF8.GetBytes(Pnfd.Replace("tosca.nodes.nfv.PnfExtCp", "tosca.nodes.nfv.PnfExtCq", StringComparison.Ordinal)), List, type: "text/plain");
        CatalogueHost.State(failed).ShouldBe("ERROR");
        var first = failed.GetProperty("onboardingFailureDetails").GetProperty("diagnostics")[0];
        (first.GetProperty("code").GetString(), first.GetProperty("file").GetString(), first.GetProperty("line").GetInt32()).ShouldBe(("TOSCA0201", "descriptor.yaml", 17));
        first.GetProperty("hint").GetString()!.ShouldContain("PnfExtCp");
        (await host.OnboardAsync(Packages.Vnf(), List)).GetProperty("onboardingFailureDetails").GetProperty("detail").GetString()!.ShouldContain("/vnfpkgm/v2/vnf_packages");
        (await host.OnboardAsync(Packages.Zip([("g.yaml", Encoding.UTF8.GetBytes(Pnfd))]))).GetProperty("onboardingFailureDetails").GetProperty("detail").GetString()!.ShouldContain("/nsd/v2/pnf_descriptors");
    }

    [Fact]
    public async Task An_NSD_needs_its_PNFDs_and_keeps_them()
    {
        await using var host = await CatalogueHost.StartAsync();
        await host.OnboardAsync(Packages.Vnf());
        var yaml = Packages.NsYaml().Replace("  node_templates:\n", $"  node_templates:\n    box:\n      type: tosca.nodes.nfv.PNF\n      properties:\n        descriptor_id: {PnfdId}\n        function_description: forwards\n        provider: Example\n        version: '1.0'\n        descriptor_invariant_id: 3140a100-0000-4000-8000-0000000000ff\n        name: Gateway\n", StringComparison.Ordinal);
        var archive = Packages.Zip([("ns.yaml", Encoding.UTF8.GetBytes(yaml))]);
        var refused = await host.OnboardAsync(archive, "/ns_descriptors");
        refused.GetProperty("onboardingFailureDetails").GetProperty("detail").GetString()!.ShouldContain($"PNFDs that are not onboarded: '{PnfdId}'");

        var pnfd = await host.OnboardAsync(Encoding.UTF8.GetBytes(Pnfd), List, type: "text/plain");
        var id = pnfd.GetProperty("id").GetString()!;
        var nsd = await host.UploadAsync(refused.GetProperty("id").GetString()!, archive, "/ns_descriptors");
        CatalogueHost.State(nsd).ShouldBe("ONBOARDED", nsd.ToString());
        nsd.GetProperty("pnfdInfoIds").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe(id);
        (await host.CallAsync("GET", $"{List}/{id}", One)).Json.GetProperty("pnfdUsageState").GetString().ShouldBe("IN_USE");
        var kept = await host.CallAsync("DELETE", $"{List}/{id}");
        (kept.Status, kept.Detail.Contains("NSDs refer to it", StringComparison.Ordinal)).ShouldBe((409, true));

        var nsdPath = $"/ns_descriptors/{nsd.GetProperty("id").GetString()}";
        (await host.CallAsync("PATCH", nsdPath, content: CatalogueHost.Json("""{"nsdOperationalState":"DISABLED"}"""))).Status.ShouldBe(200);
        (await host.CallAsync("DELETE", nsdPath)).Status.ShouldBe(204);
        (await host.CallAsync("DELETE", $"{List}/{id}", One)).Status.ShouldBe(204);
    }
}
