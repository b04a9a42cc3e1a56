using System.Text.Json;
using NfvOrchestrator.Lifecycle;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim;
using Planned = NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Execution.Tests;

public sealed class VimSpecsTests
{
    private static readonly VimScope Scope = new(new TenantId("acme"), "inst", "op", "vim", false);

    private static string Key(string key) => VimStepRunner.VimKeyOf("inst", key);

    [Fact]
    public void Keys_are_stable_and_differ_by_instance_and_resource()
    {
        Key("compute/a/0").ShouldBe(Key("compute/a/0"));
        new[] { Key("compute/a/0"), Key("compute/a/1"), Key("port/a/0"), VimStepRunner.VimKeyOf("other", "compute/a/0") }.ShouldBeUnique();
    }

    [Fact]
    public void A_server_is_described_with_what_it_needs_by_key()
    {
        var spec = Of<Vim.ComputeSpec>("compute/upf/0", new Planned.ComputeSpec
        {
            VduId = "upf",
            Name = "n",
            VirtualCpus = 4,
            MemoryMib = 8192,
            DedicatedCpus = true,
            HugepageSizeMib = 1024,
            ImageRef = "descriptor-image",
            Placement = new ComputePlacement("zone", "vim-image", "vim-flavour"),
            PortKeys = ["port/p/0"],
            StorageKeys = ["storage/s"],
            AffinityGroupKeys = ["affinity/a"],
            UserData = "aGk=",
        });
        (spec.Vcpus, spec.MemoryMib, spec.CpuPolicy, spec.HugepageSizeKib).ShouldBe((4, 8192, VimCpuPolicy.DEDICATED, 1024 * 1024));
        (spec.ImageRef, spec.FlavourRef, spec.Zone, spec.UserData).ShouldBe(("vim-image", "vim-flavour", "zone", "aGk="));
        spec.PortKeys.ShouldBe([Key("port/p/0")]);
        spec.VolumeKeys.ShouldBe([Key("storage/s")]);
        spec.AffinityGroupKeys.ShouldBe([Key("affinity/a")]);
        (spec.Tags.Tenant, spec.Tags.InstanceId, spec.Tags.VnfcId, spec.Tags.DescriptorElementId).ShouldBe(("acme", "inst", "compute/upf/0", "upf"));
    }

    [Fact]
    public void A_floating_address_is_from_whatever_network_the_account_has_for_it()
    {
        Of<Vim.PortSpec>("port/a/0", new Planned.PortSpec { CpdId = "a", ExternalNetworkId = "net", FloatingAddress = true }).FloatingIp.ShouldBe(new VimFloatingIp(null, null));
        Of<Vim.PortSpec>("port/a/0", new Planned.PortSpec { CpdId = "a", ExternalNetworkId = "net" }).FloatingIp.ShouldBeNull();
    }

    [Fact]
    public async Task A_port_that_somebody_else_provides_gets_no_floating_address_and_says_so()
    {
        var step = new PlanStep
        {
            Id = "create:port/a/0",
            Action = StepAction.Create,
            Node = new ResourceNode { Key = "port/a/0", Spec = new Planned.PortSpec { CpdId = "a", ExternalNetworkId = "net", ProvidedPortId = "theirs", FloatingAddress = true } },
            DependsOn = [],
        };
        // No VIM: nothing is asked of it.
        var output = await new VimStepRunner(null!, TimeProvider.System).RunAsync(Scope, step, new StepContext(step.Id, 1, false, new Dictionary<string, JsonElement?>(StringComparer.Ordinal)), TimeSpan.FromSeconds(1), default);
        var told = output!.Value.Deserialize(LifecycleJsonContext.Default.ResourceOutput)!;
        (told.ResourceId, told.FloatingAddress).ShouldBe(("theirs", null));
        told.Warnings.ShouldNotBeNull().Single().ShouldContain("floating address");
    }

    [Fact]
    public void A_server_without_wishes_has_none()
    {
        var spec = Of<Vim.ComputeSpec>("compute/a/0", new Planned.ComputeSpec { VduId = "a", Name = "n", VirtualCpus = 1, MemoryMib = 512, ImageRef = "image" });
        (spec.ImageRef, spec.FlavourRef, spec.Zone, spec.HugepageSizeKib, spec.CpuPolicy).ShouldBe(("image", null, null, null, VimCpuPolicy.SHARED));
    }

    [Theory]
    [InlineData("virtio", VimVnicType.NORMAL)]
    [InlineData("direct", VimVnicType.DIRECT)]
    [InlineData("sr-iov", VimVnicType.DIRECT)]
    [InlineData("direct-physical", VimVnicType.DIRECT_PHYSICAL)]
    [InlineData("macvtap", VimVnicType.MACVTAP)]
    [InlineData("smart-nic", VimVnicType.VIRTIO_FORWARDER)]
    public void A_port_keeps_the_kind_of_its_card(string descriptor, VimVnicType vim)
        => Of<Vim.PortSpec>("port/p/0", new Planned.PortSpec { CpdId = "p", NetworkKey = "network/n", VnicType = descriptor }).VnicType.ShouldBe(vim);

    [Fact]
    public void A_port_is_on_a_network_of_ours_or_of_somebody_else()
    {
        var ours = Of<Vim.PortSpec>("port/p/0", new Planned.PortSpec { CpdId = "p", NetworkKey = "network/n", BandwidthBps = 5 });
        (ours.NetworkRef, ours.Bandwidth!.MinBitsPerSecond).ShouldBe((Key("network/n"), 5));
        var theirs = Of<Vim.PortSpec>("port/p/0", new Planned.PortSpec { CpdId = "p", ExternalNetworkId = "net", FixedAddresses = ["10.0.0.9"], MacAddress = "fa:16:3e:00:00:01" });
        (theirs.NetworkRef, theirs.FixedIps.Single().Address, theirs.MacAddress, theirs.Bandwidth).ShouldBe(("net", "10.0.0.9", "fa:16:3e:00:00:01", null));
    }

    [Theory]
    [InlineData(true, false, VimAffinityPolicy.ANTI_AFFINITY)]
    [InlineData(true, true, VimAffinityPolicy.SOFT_ANTI_AFFINITY)]
    [InlineData(false, false, VimAffinityPolicy.AFFINITY)]
    [InlineData(false, true, VimAffinityPolicy.SOFT_AFFINITY)]
    public void A_rule_is_strict_or_not(bool anti, bool bestEffort, VimAffinityPolicy policy)
    {
        var spec = Of<Vim.AffinityGroupSpec>("affinity/a", new Planned.AffinityGroupSpec { Anti = anti, BestEffort = bestEffort, Scope = "NFVI_NODE" });
        (spec.Policy, spec.Scope).ShouldBe((policy, VimAffinityScope.NFVI_NODE));
    }

    /// <summary>A group of hosts would make of "in the same zone" "on the same host".</summary>
    [Theory]
    [InlineData("ZONE")]
    [InlineData("ZONE_GROUP")]
    [InlineData("NFVI_POP")]
    public async Task A_rule_about_more_than_a_host_is_nothing_in_the_vim(string scope)
    {
        var node = new ResourceNode { Key = "affinity/a", Spec = new Planned.AffinityGroupSpec { Anti = false, Scope = scope } };
        var step = new PlanStep { Id = "create:affinity/a", Action = StepAction.Create, Node = node, DependsOn = [] };
        // No VIM: nothing is asked of it.
        (await new VimStepRunner(null!, TimeProvider.System).RunAsync(Scope, step, new StepContext(step.Id, 1, false, new Dictionary<string, JsonElement?>(StringComparer.Ordinal)), TimeSpan.FromSeconds(1), default)).ShouldBeNull();
        Should.Throw<ArgumentException>(() => VimSpecs.Of(Scope, node));
        Of<Vim.ComputeSpec>("compute/a/0", new Planned.ComputeSpec { VduId = "a", Name = "n", VirtualCpus = 1, MemoryMib = 512, ImageRef = "image", PlacementRuleKeys = ["affinity/a"] }).AffinityGroupKeys.ShouldBeEmpty();
    }

    [Fact]
    public void A_server_is_described_with_what_it_asks_of_its_host()
    {
        var spec = Of<Vim.ComputeSpec>("compute/a/0", new Planned.ComputeSpec
        {
            VduId = "a",
            Name = "n",
            VirtualCpus = 4,
            MemoryMib = 512,
            DedicatedCpus = true,
            ImageRef = "image",
            ConfigDrive = true,
            Requirements = new ComputeRequirements
            {
                CpuThreadPolicy = "ISOLATE",
                NumaNodes = 2,
                LocalDiskGib = 10,
                FurtherDisksGib = [20, 5],
                PciDevices = [new PciDeviceSpec("gpu", 2)],
                FlavourProperties = new Dictionary<string, string>(StringComparer.Ordinal) { ["hw:watchdog_action"] = "reset" },
            },
        });
        (spec.CpuThreadPolicy, spec.NumaNodes, spec.DiskGib, spec.ConfigDrive).ShouldBe((VimCpuThreadPolicy.ISOLATE, 2, 10, true));
        spec.FurtherDisksGib.ShouldBe([20, 5]);
        spec.PciDevices.ShouldBe([new VimPciRequest("gpu", 2)]);
        spec.FlavourProperties.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("hw:watchdog_action", "reset"));
        Vim.VimSpecValidator.Validate("k", spec);
        Of<Vim.StorageSpec>("storage/s", new Planned.StorageSpec { SizeGib = 3, MultiAttach = true }).MultiAttach.ShouldBeTrue();
    }

    [Fact]
    public void A_network_has_the_subnets_that_have_addresses()
    {
        var spec = Of<Vim.NetworkSpec>("network/n", new Planned.NetworkSpec { Name = "n", Subnets = [new SubnetSpec("10.0.0.0/24", 4, true, "10.0.0.1"), new SubnetSpec(null, 6, false, null)] });
        var subnet = spec.Subnets.Single();
        (subnet.Cidr, subnet.IpVersion, subnet.Dhcp, subnet.Gateway).ShouldBe(("10.0.0.0/24", 4, true, "10.0.0.1"));
        Of<Vim.StorageSpec>("storage/s", new Planned.StorageSpec { SizeGib = 3, ImageRef = "i" }).SizeGib.ShouldBe(3);
    }

    [Fact]
    public void A_network_has_all_that_was_planned_and_its_bandwidth_is_a_wish()
    {
        var spec = Of<Vim.NetworkSpec>("network/n", new Planned.NetworkSpec
        {
            Name = "n",
            Mtu = 8900,
            Type = "VLAN",
            SegmentationId = 7,
            VlanTransparent = true,
            MaxBitsPerSecond = 5,
            Subnets = [new SubnetSpec("10.0.0.0/24", 4, false, null) { Pools = ["10.0.0.5-10.0.0.9"] }, new SubnetSpec("fd00::/64", 6, true, null) { Ipv6Mode = "SLAAC" }],
        });
        (spec.Mtu, spec.Type, spec.SegmentationId, spec.VlanTransparent, spec.Qos).ShouldBe((8900, VimNetworkType.VLAN, 7, true, new VimQos { MaxBitsPerSecond = 5, BestEffort = true }));
        spec.Subnets[0].Pools.ShouldBe([new VimAddressPool("10.0.0.5", "10.0.0.9")]);
        spec.Subnets[1].Ipv6Mode.ShouldBe(VimIpv6Mode.SLAAC);
        Vim.VimSpecValidator.Validate("k", spec);
    }

    [Fact]
    public void A_filter_says_what_passes()
    {
        var spec = Of<Vim.SecurityGroupSpec>("securityGroup/cp", new Planned.SecurityGroupSpec { Name = "g", Rules = [new SecurityRuleSpec(false, 4, "tcp", 22, 23), new SecurityRuleSpec(true, 6, null, null, null)] });
        spec.Rules.ShouldBe([new VimSecurityRule { Protocol = "tcp", PortMin = 22, PortMax = 23 }, new VimSecurityRule { Direction = VimSecurityDirection.EGRESS, IpVersion = 6 }]);
        Vim.VimSpecValidator.Validate("k", spec);
    }

    [Fact]
    public void A_port_serves_the_virtual_addresses_as_they_are_and_carries_others()
    {
        var port = new Planned.PortSpec
        {
            CpdId = "cp",
            NetworkKey = "network/n",
            SecurityGroupKey = "securityGroup/cp",
            AllowedAddresses = ["192.0.2.0/24"],
            SubPorts = [new SubPortSpec("port/sub/0", 30), new SubPortSpec("port/same/0", null)],
            Vips = [new PortVipSpec { Id = "vip/v/0", CpdId = "v", PortKey = "port/v/0", Addresses = ["subnet-1"] }, new PortVipSpec { Id = "vip/w/0", CpdId = "w", Addresses = ["10.0.0.7", "subnet-2"] }],
        };
        var node = new ResourceNode { Key = "port/cp/0", Spec = port };
        var spec = (Vim.PortSpec)VimSpecs.Of(Scope, node, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["port/v/0"] = ["10.0.0.6"] });
        spec.SecurityGroups.ShouldBe([Key("securityGroup/cp")]);
        spec.AllowedAddresses.ShouldBe(["192.0.2.0/24", "10.0.0.6", "10.0.0.7"]);
        spec.SubPorts.ShouldBe([new VimSubPort(Key("port/sub/0"), 30), new VimSubPort(Key("port/same/0"), null)]);
        Vim.VimSpecValidator.Validate("k", spec);
        var open = (Vim.PortSpec)VimSpecs.Of(Scope, node with { Spec = port with { Unfiltered = true, SecurityGroupKey = null } });
        (open.PortSecurity, open.AllowedAddresses.Count, open.SecurityGroups.Count).ShouldBe((false, 0, 0));
    }

    [Fact]
    public void What_no_vim_holds_is_refused()
        => Should.Throw<ArgumentException>(() => VimSpecs.KindOf(new PathSpec { NfpId = "p", Points = [] })).Message.ShouldContain("Path");

    private static T Of<T>(string key, ResourceSpec spec)
        where T : VimResourceSpec
        => VimSpecs.Of(Scope, new ResourceNode { Key = key, Spec = spec }).ShouldBeOfType<T>();
}
