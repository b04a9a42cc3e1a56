using NfvOrchestrator.Integration;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Stack;

/// <summary>The whole stack as the lab starts it, with a project of the OpenStack under test below it.</summary>
public class OpenStackStack : LabFixture, IAsyncLifetime
{
    private CloudUnderTest cloud = null!;

    internal CloudProject Project { get; private set; } = null!;

    /// <summary>The adapter as the services see it.</summary>
    internal VimClient Vim => new(Services.Vim);

    protected override TimeSpan Patience => CloudUnderTest.IsReal ? TimeSpan.FromMinutes(20) : base.Patience;

    async Task IAsyncLifetime.InitializeAsync()
    {
        cloud = await CloudUnderTest.StartAsync();
        Project = await CloudProject.MakeAsync(cloud, "stack");
        await InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await ClearAsync([VimResourceKind.Network, VimResourceKind.Image]);
        await DisposeAsync();
        await Project.DisposeAsync();
        await cloud.DisposeAsync();
    }

    /// <summary>Removes networks that tests made, and images: those stay for the next VNF of a package when one goes.</summary>
    internal async Task ClearAsync(VimResourceKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            var left = new List<string>();
            await foreach (var resource in Vim.ListAllAsync(LabHost.VimAccount, new VimResourceQuery { Kind = kind }, CancellationToken.None))
            {
                left.Add(resource.Key);
            }
            foreach (var key in left)
            {
                await Vim.EnsureDeletedAsync(LabHost.VimAccount, kind, key, Patience, CancellationToken.None);
            }
        }
    }

    /// <summary>
    /// The records of VNFM, NFVO and adapter and what somebody else lists at OpenStack are the same, kind by kind and one by one.
    /// </summary>
    internal async Task<string> AgreesAsync(string when, IReadOnlyCollection<string> vnfs, NsInstance? service = null)
    {
        var listed = await new CloudLists(Project).ReadAsync();
        var adapter = VimResourceKinds.All.ToDictionary(static k => k, static _ => new List<string>());
        var outputs = new List<VimOutputs>();
        await foreach (var resource in Vim.ListAllAsync(LabHost.VimAccount, new VimResourceQuery(), CancellationToken.None))
        {
            outputs.Add(resource.Outputs);
            adapter[resource.Kind].Add(resource.VimResourceId ?? $"{resource.Key} without an identifier");
            resource.State.ShouldBe(VimResourceState.ACTIVE, $"{when}: {resource.Kind} {resource.Key} {resource.Error?.Message}");
        }
        foreach (var (kind, ids) in listed.Kinds)
        {
            adapter[kind].ShouldBe(ids, ignoreOrder: true, $"{when}: {kind} in the adapter's inventory and at OpenStack");
        }
        outputs.SelectMany(static o => o.SubnetIds).ShouldBe(listed[CloudListing.Subnets], ignoreOrder: true, $"{when}: subnets of the adapter's networks and of Neutron");
        outputs.Select(static o => o.TrunkId).OfType<string>().ShouldBe(listed[CloudListing.Trunks], ignoreOrder: true, $"{when}: trunks of the adapter's ports and of Neutron");
        outputs.Select(static o => o.FloatingAddress).OfType<string>().ShouldBe(listed[CloudListing.FloatingIps], ignoreOrder: true, $"{when}: outer addresses of the adapter's ports and floating IPs of Neutron");
        var led = outputs.Where(static o => o.FloatingAddress is not null).Select(static o => o.VimNetworkId).Distinct(StringComparer.Ordinal).Count();
        listed[CloudListing.Routers].Count.ShouldBe(led, $"{when}: a router for each network whose ports have outer addresses");

        var infos = new List<Sol.VnfLcm.InstantiatedVnfInfo>();
        foreach (var id in vnfs)
        {
            if ((await Api.VnfLcm.GetAsync(id))?.InstantiatedVnfInfo is { } info)
            {
                infos.Add(info);
            }
        }
        var servers = infos.SelectMany(static i => i.VnfcResourceInfo ?? []).Select(static v => v.ComputeResource.ResourceId);
        servers.ShouldBe(listed[VimResourceKind.Compute], ignoreOrder: true, $"{when}: VNFCs of the VNFM and servers of Nova");
        var volumes = infos.SelectMany(static i => i.VirtualStorageResourceInfo ?? []).Select(static v => v.StorageResource.ResourceId);
        volumes.ShouldBe(listed[VimResourceKind.Storage], ignoreOrder: true, $"{when}: storage of the VNFM and volumes of Cinder");
        var ports = infos.SelectMany(static i => (i.ExtVirtualLinkInfo ?? []).SelectMany(static l => l.ExtLinkPorts ?? []).Select(static p => p.ResourceHandle.ResourceId)
            .Concat((i.VnfVirtualLinkResourceInfo ?? []).SelectMany(static l => l.VnfLinkPorts ?? []).Select(static p => p.ResourceHandle.ResourceId)));
        ports.Distinct(StringComparer.Ordinal).ShouldBe(listed[VimResourceKind.Port], ignoreOrder: true, $"{when}: ports of the VNFM and of Neutron");
        if (service is not null)
        {
            var networks = infos.SelectMany(static i => i.VnfVirtualLinkResourceInfo ?? []).Select(static l => l.NetworkResource.ResourceId)
                .Concat((service.VirtualLinkInfo ?? []).SelectMany(static l => l.ResourceHandle ?? []).Select(static h => h.ResourceId));
            networks.Distinct(StringComparer.Ordinal).ShouldBe(listed[VimResourceKind.Network], ignoreOrder: true, $"{when}: virtual links of NFVO and VNFM and networks of Neutron");
        }
        return string.Join(", ", listed.All.Select(static l => $"{l.Value.Count} {l.Key}"));
    }

    /// <summary>Images that OpenStack has with our mark.</summary>
    internal async Task<int> ImagesAsync()
    {
        var count = 0;
        await foreach (var _ in Vim.ListAllAsync(LabHost.VimAccount, new VimResourceQuery { Kind = VimResourceKind.Image }, CancellationToken.None))
        {
            count++;
        }
        return count;
    }

    /// <summary>Disables and deletes a VNF package.</summary>
    internal async Task DeletePackageAsync(string vnfdId)
    {
        var package = (await Api.Packages.GetByVnfdIdAsync(vnfdId)).ShouldNotBeNull();
        await Api.Packages.PatchAsync(package.Id, new VnfPkgInfoModifications { OperationalState = PackageOperationalStateType.DISABLED });
        await Api.Packages.DeleteAsync(package.Id);
    }

    /// <summary>Nothing is left of what instances are made of.</summary>
    internal async Task NothingIsLeftAsync()
    {
        await ClearAsync([VimResourceKind.Image]);
        foreach (var (kind, ids) in (await new CloudLists(Project).ReadAsync()).All)
        {
            ids.ShouldBeEmpty($"{kind} at the end");
        }
    }

    protected override LabOptions Change(LabOptions options) => options with
    {
        OpenStack = Project.Account(LabHost.VimAccount) with { VlanPhysicalNetwork = "physnet-sriov" }, // where the lab has its SR-IOV functions
        // The simulator is measured every second; a cloud that answers in that time is busy with nothing else.
        MetricsInterval = CloudUnderTest.IsReal ? new OpenStackOptions().MetricsInterval : options.MetricsInterval,
        ConfigureOpenStack = static o =>
        {
            o.FollowInterval = TimeSpan.FromMilliseconds(CloudUnderTest.IsReal ? 300 : 60);
            o.WatchInterval = TimeSpan.FromMilliseconds(CloudUnderTest.IsReal ? 2000 : 200);
        },
    };
}
