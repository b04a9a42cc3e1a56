using System.Text;
using System.Text.Json;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Tosca.Model;
using Shouldly;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>SOL005 §5 on real HTTP.</summary>
public sealed class NsDescriptorTests
{
    private const string List = "/ns_descriptors";
    private const string One = "/ns_descriptors/{nsdInfoId}";

    [Fact]
    public async Task An_NSD_lives_from_creation_to_deletion()
    {
        await using var host = await CatalogueHost.StartAsync();
        var package = await host.OnboardAsync(Packages.Vnf());
        var nsd = await host.OnboardAsync(Packages.Ns(), List);
        CatalogueHost.State(nsd).ShouldBe("ONBOARDED", nsd.ToString());
        nsd.GetProperty("nsdId").GetString().ShouldBe(Packages.NsdId);
        nsd.GetProperty("nsdOperationalState").GetString().ShouldBe("ENABLED");
        nsd.GetProperty("vnfPkgIds").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe(package.GetProperty("id").GetString());
        var id = nsd.GetProperty("id").GetString()!;
        var entry = (await host.Catalogue.FindNsdAsync(CatalogueHost.Tenant, Packages.NsdId, default))!;
        entry.NsdInfoId.ShouldBe(id);
        (await host.Catalogue.FindNsdByInfoIdAsync(CatalogueHost.Tenant, id, default))!.DescriptorId.ShouldBe(Packages.NsdId);
        (await host.Catalogue.FindNsdAsync(new TenantId("t2"), Packages.NsdId, default)).ShouldBeNull();

        (await host.CallAsync("GET", $"{List}/{id}/nsd", One + "/nsd", accept: "text/plain")).Text.ShouldBe(Packages.NsYaml());
        var model = await host.CallAsync("GET", $"{List}/{id}/nsd", accept: ContentTypes.NsdModel);
        JsonSerializer.Deserialize(model.Bytes, ToscaJsonContext.Default.NsDescriptor)!.NsdId.ShouldBe(Packages.NsdId);
        (await host.CallAsync("GET", $"{List}/{id}/manifest")).Status.ShouldBe(404);
        var part = await host.CallAsync("GET", $"{List}/{id}/nsd_content", One + "/nsd_content", headers: new Dictionary<string, string> { ["Range"] = "bytes=0-1" });
        part.Status.ShouldBe(206);
        part.Text.ShouldBe("PK");

        var use = new WriteBatch();
        host.Catalogue.AddUse(use, entry, "ns-1");
        (await host.Store.CommitAsync(use, default)).Ok.ShouldBeTrue();
        (await host.CallAsync("GET", List + "?filter=(eq,nsdUsageState,IN_USE)", List)).Json.GetArrayLength().ShouldBe(1);
        foreach (var change in new[] { """{"nsdOperationalState":"DISABLED"}""", """{"userDefinedData":[{"a":"1"}]}""" })
        {
            var patched = await host.CallAsync("PATCH", $"{List}/{id}", One, CatalogueHost.Json(change));
            patched.Status.ShouldBe(200, patched.Text);
            patched.Text.ShouldBe(change);
        }
        (await host.CallAsync("DELETE", $"{List}/{id}", One)).Status.ShouldBe(409);
        var release = new WriteBatch();
        host.Catalogue.RemoveUse(release, CatalogueHost.Tenant, CatalogueKind.Nsd, Packages.NsdId, "ns-1");
        (await host.Store.CommitAsync(release, default)).Ok.ShouldBeTrue();
        (await host.CallAsync("DELETE", $"{List}/{id}", One)).Status.ShouldBe(204);
        (await host.Catalogue.FindNsdByInfoIdAsync(CatalogueHost.Tenant, id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_NSD_of_unknown_VNFDs_names_them()
    {
        await using var host = await CatalogueHost.StartAsync();
        var nsd = await host.OnboardAsync(Packages.Ns(), List);
        CatalogueHost.State(nsd).ShouldBe("ERROR");
        nsd.GetProperty("onboardingFailureDetails").GetProperty("detail").GetString()!.ShouldContain(Packages.VnfdId);
        await host.OnboardAsync(Packages.Vnf());
        CatalogueHost.State(await host.UploadAsync(nsd.GetProperty("id").GetString()!, Packages.Ns(), List)).ShouldBe("ONBOARDED");
        CatalogueHost.State(await host.OnboardAsync(Packages.Ns(), List)).ShouldBe("ERROR");
    }

    [Fact]
    public async Task An_NSD_that_names_what_its_VNFDs_do_not_have_is_refused_with_the_place()
    {
        await using var host = await CatalogueHost.StartAsync();
        await host.OnboardAsync(Packages.Vnf());
        var yaml = Packages.NsYaml();
        var at = yaml.LastIndexOf("flavour_id: simple", StringComparison.Ordinal);
        var wrong = string.Concat(yaml.AsSpan(0, at), "flavour_id: simpel", yaml.AsSpan(at + "flavour_id: simple".Length));
        var nsd = await host.OnboardAsync(Encoding.UTF8.GetBytes(wrong), List, type: "text/plain");
        CatalogueHost.State(nsd).ShouldBe("ERROR", nsd.ToString());
        var problem = nsd.GetProperty("onboardingFailureDetails");
        problem.GetProperty("detail").GetString()!.ShouldContain("simpel");
        var finding = problem.GetProperty("diagnostics").EnumerateArray().Single(d => d.GetProperty("message").GetString()!.Contains("simpel", StringComparison.Ordinal));
        finding.GetProperty("line").GetInt32().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_single_YAML_file_is_an_NSD_too()
    {
        await using var host = await CatalogueHost.StartAsync();
        await host.OnboardAsync(Packages.Vnf());
        var yaml = Encoding.UTF8.GetBytes(Packages.NsYaml());
        var nsd = await host.OnboardAsync(yaml, List, type: "text/plain");
        CatalogueHost.State(nsd).ShouldBe("ONBOARDED", nsd.ToString());
        var id = nsd.GetProperty("id").GetString();
        var content = await host.CallAsync("GET", $"{List}/{id}/nsd_content", One + "/nsd_content");
        content.Headers["Content-Type"].ShouldBe("text/plain");
        content.Bytes.ShouldBe(yaml);
        (await host.CallAsync("GET", $"{List}/{id}/nsd", One + "/nsd", accept: "text/plain")).Bytes.ShouldBe(yaml);
    }

    [Fact]
    public async Task A_VNF_package_is_no_NSD()
    {
        await using var host = await CatalogueHost.StartAsync();
        var nsd = await host.OnboardAsync(Packages.Vnf(), List);
        CatalogueHost.State(nsd).ShouldBe("ERROR");
        nsd.GetProperty("onboardingFailureDetails").GetProperty("detail").GetString()!.ShouldContain("/vnfpkgm/v2/vnf_packages");
    }

    [Fact]
    public async Task The_whole_5G_core_is_onboarded()
    {
        await using var host = await CatalogueHost.StartAsync();
        var names = Directory.EnumerateDirectories(Path.Combine(Packages.Samples, "5g-core")).Select(d => Path.GetFileName(d)!).Where(n => n != "ns-5gc").ToList();
        var packages = await Task.WhenAll(names.Select(n => host.OnboardAsync(Packages.Sample("5g-core", n))));
        packages.ShouldAllBe(p => CatalogueHost.State(p) == "ONBOARDED");
        var nsd = await host.OnboardAsync(Packages.Sample("5g-core", "ns-5gc"), List);
        CatalogueHost.State(nsd).ShouldBe("ONBOARDED", nsd.ToString());
        nsd.GetProperty("vnfPkgIds").GetArrayLength().ShouldBe(names.Count);
    }
}
