using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>What a descriptor asks of hosts, disks and places reaches the VIM, or the grant where the VIM has no word for it, through a whole life.</summary>
public sealed class RequirementTests : IAsyncLifetime
{
    private VnfmHost host = null!;

    public async Task InitializeAsync()
    {
        host = await VnfmHost.StartAsync();
        host.Vnfds.ById[DemandingVnfd.Id] = DemandingVnfd.Descriptor;
        host.Granter.Zone = "zone-1";
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_life_with_rules_about_places_and_a_volume_that_is_shared()
    {
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: DemandingVnfd.Id);
        await vnf.CompleteAsync("instantiate", """{"flavourId":"small"}""");
        Constraints().ShouldBe([(PlacementScope.ZONE, 2), (PlacementScope.NFVI_POP, 3)], ignoreOrder: true);
        vnf.Inventory().Keys.ShouldNotContain(k => k.StartsWith("affinity", StringComparison.Ordinal), "a group of hosts would put them on one host");
        Server(vnf, "app:0").AffinityGroupKeys.ShouldBeEmpty();
        Server(vnf, "app:0").VolumeKeys.ShouldBe([$"{vnf.Id}:storage:system:app:0", $"{vnf.Id}:storage:shared", $"{vnf.Id}:storage:data:app:0"], "it boots from the first");
        Server(vnf, "app:1").VolumeKeys.ShouldContain($"{vnf.Id}:storage:shared");
        Spec<StorageSpec>(vnf, "storage:shared").MultiAttach.ShouldBeTrue();
        Spec<StorageSpec>(vnf, "storage:data:app:0").MultiAttach.ShouldBeFalse();
        Spec<StorageSpec>(vnf, "storage:system:app:0").ImageRef.ShouldBe("app_image");
        await vnf.ConsistentAsync("after the instantiation");

        var (before, totals) = (vnf.VimIds(), host.Nfvi.Inventory().Totals);
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        Constraints().ShouldContain((PlacementScope.ZONE, 3));
        Server(vnf, "app:2").VolumeKeys.ShouldContain($"{vnf.Id}:storage:shared");
        host.Nfvi.Inventory().Totals.Updated.ShouldBe(totals.Updated, "what was there is left alone");
        vnf.VimIds().Where(i => before.ContainsKey(i.Key)).ShouldAllBe(i => before[i.Key] == i.Value);

        // One goes, the volume and the others stay.
        host.Nfvi.Delete(VnfmHost.TenantId, VimResourceKind.Compute, vnf.Id + ":compute:app:1", out _);
        await vnf.CompleteAsync("heal", "{}");
        vnf.VimIds().Where(i => before.TryGetValue(i.Key, out var id) && id != i.Value).Select(i => i.Key).ShouldBe(["compute:app:1"]);
        (await vnf.CompleteAsync("heal", "{}")).ResourceChanges.ShouldBeNull("a rule is not missing in the VIM");
        await vnf.CompleteAsync("heal", """{"vnfcInstanceId":["compute/app/0"],"additionalParams":{"volumes":"REBUILD"}}""");
        vnf.VimIds()["storage:shared"].ShouldBe(before["storage:shared"], "others use it");
        await vnf.CompleteAsync("scale", """{"type":"SCALE_IN","aspectId":"load"}""");
        await vnf.ConsistentAsync("after scaling in");

        await vnf.CompleteAsync("terminate", """{"terminationType":"FORCEFUL"}""");
        vnf.Inventory().ShouldBeEmpty();
    }

    [Fact]
    public async Task Demands_on_the_host_are_those_of_the_server_and_change_with_the_flavour()
    {
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: DemandingVnfd.Id);
        await vnf.CompleteAsync("instantiate", """{"flavourId":"small"}""");
        var server = Server(vnf, "fast:0");
        (server.CpuPolicy, server.CpuThreadPolicy, server.NumaNodes, server.HugepageSizeKib, server.DiskGib).ShouldBe((VimCpuPolicy.DEDICATED, VimCpuThreadPolicy.ISOLATE, 2, 1024 * 1024, 10));
        server.FlavourProperties.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("hw:watchdog_action", "reset"));
        server.ConfigDrive.ShouldBeTrue();
        Server(vnf, "app:0").ShouldSatisfyAllConditions(s => s.ConfigDrive.ShouldBeFalse(), s => s.NumaNodes.ShouldBe(0), s => s.FlavourProperties.ShouldBeEmpty());
        host.Nfvi.Inventory().Resources.Single(r => r.Resource.Key == vnf.Id + ":compute:fast:0").Resource.Outputs.HostNumaNodes.Count.ShouldBe(2);

        var before = vnf.VimIds();
        await vnf.CompleteAsync("change_flavour", """{"newFlavourId":"faster"}""");
        Server(vnf, "fast:0").CpuThreadPolicy.ShouldBe(VimCpuThreadPolicy.PREFER);
        vnf.VimIds().ShouldBe(before.ToDictionary(StringComparer.Ordinal), ignoreOrder: true, "a resize");
        await vnf.ConsistentAsync("after the change of flavour");
    }

    /// <summary>SOL003 §9.5.2.3: an NFVO names no flavour where no flavour of the VIM fits. Those that it named for another size are not used instead.</summary>
    [Fact]
    public async Task A_flavour_of_the_VIM_that_was_named_for_another_size_is_not_used_for_this_one()
    {
        host.Granter.Decide = static grant => grant with { VimAssets = new VimAssets { ComputeResourceFlavours = [Named("fast", "small-flavour"), Named("app", "app-flavour")] } };
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: DemandingVnfd.Id);
        await vnf.CompleteAsync("instantiate", """{"flavourId":"small"}""");
        (Server(vnf, "fast:0").FlavourRef, Server(vnf, "app:0").FlavourRef).ShouldBe(("small-flavour", "app-flavour"));

        host.Granter.Decide = null;
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        Server(vnf, "app:2").FlavourRef.ShouldBe("app-flavour", "of before, and of the same size");
        host.Nfvi.Delete(VnfmHost.TenantId, VimResourceKind.Compute, vnf.Id + ":compute:fast:0", out _);
        await vnf.CompleteAsync("heal", "{}");
        Server(vnf, "fast:0").FlavourRef.ShouldBe("small-flavour", "what was made with it asked for the same");

        await vnf.CompleteAsync("change_flavour", """{"newFlavourId":"faster"}""");
        Server(vnf, "fast:0").ShouldSatisfyAllConditions(s => s.FlavourRef.ShouldBeNull("the adapter makes one"), s => s.CpuThreadPolicy.ShouldBe(VimCpuThreadPolicy.PREFER));
        Server(vnf, "app:0").FlavourRef.ShouldBe("app-flavour", "its size is the same");
        host.Nfvi.Delete(VnfmHost.TenantId, VimResourceKind.Compute, vnf.Id + ":compute:fast:0", out _);
        await vnf.CompleteAsync("heal", "{}");
        Server(vnf, "fast:0").FlavourRef.ShouldBeNull("it is forgotten");
    }

    private static VimComputeResourceFlavour Named(string vdu, string flavour) => new() { VnfdVirtualComputeDescId = vdu, VimFlavourId = flavour };

    private IEnumerable<(PlacementScope Scope, int Servers)> Constraints() => host.Granter.Requests[^1].PlacementConstraints!.Select(c => (c.Scope, c.Resource.Count));

    private ComputeSpec Server(VnfDriver vnf, string name) => Spec<ComputeSpec>(vnf, "compute:" + name);

    private T Spec<T>(VnfDriver vnf, string key)
        where T : VimResourceSpec
        => (T)host.Nfvi.Inventory(VnfmHost.TenantId).Resources.Single(r => r.Resource.Key == $"{vnf.Id}:{key}").Resource.Spec;
}
