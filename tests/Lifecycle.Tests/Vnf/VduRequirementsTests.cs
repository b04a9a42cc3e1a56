using System.Text.Json;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

/// <summary>What a VDU asks of its host besides CPUs and memory, and what becomes of servers that were made before it was passed on.</summary>
public sealed class VduRequirementsTests
{
    private static readonly VirtualCompute Plain = new() { NumVirtualCpu = 4, VirtualMemSizeMiB = 8192 };

    [Fact]
    public void Requirements_become_what_vims_know_and_the_rest_is_a_property_of_the_flavour()
    {
        var asked = Of(Plain with
        {
            DedicatedCpus = true,
            CpuThreadPolicy = "isolate",
            NumaEnabled = true,
            NumaNodes = 2,
            LocalStorageBytes = [(10L << 30) + 1, 5L << 30],
            ExtraRequirements = Pairs(("hw:cpu_thread_policy", "isolate"), ("hw:cpu_policy", "dedicated"), ("hw:watchdog_action", "reset"), ("quota:disk_read_iops_sec", "500"), ("io.pci_passthrough:alias", "x"), ("note", "for people")),
            LogicalNodes = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
            {
                ["io"] = Pairs(("pci_passthrough:alias", "gpu:1, crypto:2"), ("trait:HW_CPU_X86_AVX512F", "required"), ("trait_nic:CUSTOM_FAST", "required")),
            },
            RequestedAdditionalCapabilities =
            [
                new RequestedAdditionalCapability("fast", SupportMandatory: true, Pairs(("resources:CUSTOM_FPGA", "1"))),
                new RequestedAdditionalCapability("nice", SupportMandatory: false, Pairs(("trait:CUSTOM_NICE", "required"))),
            ],
        });
        asked.ShouldBe(new ComputeRequirements
        {
            CpuThreadPolicy = "ISOLATE",
            NumaNodes = 2,
            LocalDiskGib = 11,
            FurtherDisksGib = [5],
            PciDevices = [new PciDeviceSpec("gpu", 1), new PciDeviceSpec("crypto", 2)],
            FlavourProperties = Pairs(
                ("hw:watchdog_action", "reset"), ("quota:disk_read_iops_sec", "500"), ("trait:HW_CPU_X86_AVX512F", "required"), ("trait_nic:CUSTOM_FAST", "required"), ("resources:CUSTOM_FPGA", "1")),
        });
    }

    [Fact]
    public void What_is_not_asked_for_is_not_there()
    {
        Of(Plain).ShouldBe(new ComputeRequirements());
        Of(Plain with { NumaEnabled = true }).NumaNodes.ShouldBe(1, "memory near the CPUs");
        Of(Plain with { CpuThreadPolicy = "isolate" }).CpuThreadPolicy.ShouldBeNull("threads of cores that it does not own");
        Of(Plain with { LocalStorageBytes = [10L << 30] }, image: false).ShouldSatisfyAllConditions(r => r.LocalDiskGib.ShouldBeNull("it boots from a volume"), r => r.FurtherDisksGib.ShouldBe([10]));
        Of(Plain with { ExtraRequirements = Pairs(("pci_passthrough:alias", "gpu")) }).FlavourProperties.ShouldNotBeNull()["pci_passthrough:alias"].ShouldBe("gpu", "the VIM's to understand");
    }

    [Fact]
    public void Devices_of_all_logical_nodes_are_the_server_s()
    {
        VirtualCompute Nodes(params string[] aliases) => Plain with
        {
            ExtraRequirements = Pairs(("pci_passthrough:alias", aliases[0])),
            LogicalNodes = aliases.Skip(1).Select((a, i) => (Alias: a, Number: i)).ToDictionary(n => $"n{n.Number}", n => (IReadOnlyDictionary<string, string>)Pairs(("pci_passthrough:alias", n.Alias)), StringComparer.Ordinal),
        };
        Of(Nodes("gpu:1", "crypto:2", "gpu:1,nic:1")).PciDevices.ShouldBe([new PciDeviceSpec("gpu", 2), new PciDeviceSpec("crypto", 2), new PciDeviceSpec("nic", 1)]);
        Of(Nodes("gpu:1", "crypto")).ShouldSatisfyAllConditions(r => r.PciDevices.ShouldBeNull(), r => r.FlavourProperties.ShouldNotBeNull()["pci_passthrough:alias"].ShouldBe("gpu:1,crypto", "the VIM's to understand"));
        Of(Nodes("", " ")).ShouldBe(new ComputeRequirements());
    }

    /// <summary>Nova refuses a flavour with a policy for threads of CPUs that are not dedicated.</summary>
    [Theory]
    [InlineData(null, false)]
    [InlineData("shared", false)]
    [InlineData("dedicated", true)]
    [InlineData("mixed", true)]
    public void A_property_about_threads_goes_with_CPUs_of_its_own_only(string? policy, bool passed)
    {
        (string, string)[] asked = [("hw:cpu_thread_policy", "isolate"), .. policy is null ? Array.Empty<(string, string)>() : [("hw:cpu_policy", policy)]];
        (Of(Plain with { ExtraRequirements = Pairs(asked) }).FlavourProperties?.ContainsKey("hw:cpu_thread_policy") == true).ShouldBe(passed);
        Of(Plain with { DedicatedCpus = true, ExtraRequirements = Pairs(("hw:cpu_thread_policy", "isolate")) }).FlavourProperties.ShouldNotBeNull()["hw:cpu_thread_policy"].ShouldBe("isolate");
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData(null, false)]
    public void A_drive_for_boot_data_is_asked_for_by_a_property_of_the_vim(string? value, bool wanted)
        => VnfTarget.Server(Vdu(Plain) with { BootDataDetails = new BootData { VimProperties = value is null ? Pairs() : Pairs(("config_drive", value)) } }).ConfigDrive.ShouldBe(wanted);

    [Fact]
    public void Huge_pages_of_any_size_are_of_one_that_vims_have()
        => VnfTarget.Server(Vdu(Plain with { Hugepages = [new HugepagesRequirement(0, 8192)] })).HugepageSizeMib.ShouldBe(2);

    [Fact]
    public void A_server_stored_by_an_earlier_version_is_read_and_left_alone()
    {
        var demanding = VnfTarget.Server(Vdu(Plain with { NumaNodes = 2, LocalStorageBytes = [10L << 30] }) with { BootDataDetails = new BootData { VimProperties = Pairs(("config_drive", "true")) } });
        var stored = Read("""{"kind":"compute","vduId":"v","name":"v","virtualCpus":4,"memoryMib":8192,"dedicatedCpus":false,"sriovPorts":0,"imageRef":"v_image","placement":{"zone":"z","flavourId":"f"},"portKeys":[],"storageKeys":[],"affinityGroupKeys":[],"incarnation":0,"stopped":false}""");
        stored.Requirements.ShouldBeNull();
        StepAction[] Steps(ComputeSpec wanted, bool redescribed = false)
        {
            List<ManagedResource> current = [new ManagedResource { Node = Node(stored), ResourceId = "id" }];
            return [.. Planner.Plan(current, GrantResources.KeepPlacement(new ResourceGraph([Node(wanted)]), current, null, redescribed)).Steps.Select(s => s.Action)];
        }
        Steps(VnfTarget.Server(Vdu(Plain))).ShouldBeEmpty("the descriptor asks for nothing");
        Steps(VnfTarget.Server(Vdu(Plain)), redescribed: true).ShouldBeEmpty();
        Steps(demanding).ShouldBeEmpty("nobody asked for an interruption");
        Steps(demanding, redescribed: true).ShouldBe([StepAction.Update], "another descriptor, or flavour, is another size");
        Steps(demanding with { VirtualCpus = 8 }).ShouldBe([StepAction.Update]);
        // Made anew, it is as it should be.
        GrantResources.KeepPlacement(new ResourceGraph([Node(demanding)]), [], new HashSet<string>(StringComparer.Ordinal)).Nodes[0].Spec.ShouldBe(demanding);
    }

    [Fact]
    public void Other_requirements_are_another_size_whose_flavour_is_decided_anew()
    {
        var there = VnfTarget.Server(Vdu(Plain with { NumaNodes = 2 })) with { Placement = new ComputePlacement("z", "i", "flavour"), ConfigDrive = true };
        List<ManagedResource> current = [new ManagedResource { Node = Node(there), ResourceId = "id" }];
        ComputeSpec Kept(VirtualCompute wanted) => (ComputeSpec)GrantResources.KeepPlacement(new ResourceGraph([Node(VnfTarget.Server(Vdu(wanted)))]), current).Nodes[0].Spec;
        Kept(Plain with { NumaNodes = 2 }).ShouldSatisfyAllConditions(s => s.Placement!.FlavourId.ShouldBe("flavour"), s => s.ConfigDrive.ShouldBeTrue("decided when it was made"));
        Kept(Plain with { NumaNodes = 2, LocalStorageBytes = [10L << 30, 5L << 30] }).ShouldSatisfyAllConditions(s => s.Requirements!.FurtherDisksGib.ShouldBeEmpty("an earlier version made it without"), s => there.CanBecome(s).ShouldBeTrue());
        there.CanBecome(VnfTarget.Server(Vdu(Plain with { NumaNodes = 2, LocalStorageBytes = [10L << 30, 5L << 30] })) with { Placement = there.Placement, ConfigDrive = true }).ShouldBeFalse("nothing but a new server has other disks");
        Kept(Plain with { NumaNodes = 4 }).ShouldSatisfyAllConditions(s => s.Placement!.FlavourId.ShouldBeNull(), s => there.CanBecome(s).ShouldBeTrue("a resize"));
    }

    /// <summary>A flavour that the NFVO finds is for what the descriptor asks for, which a server of an earlier version does not have.</summary>
    [Fact]
    public void A_server_of_an_earlier_version_is_not_resized_by_a_flavour_that_a_grant_for_another_change_names()
    {
        ComputeSpec Granted(ComputeSpec there, VirtualCompute wanted)
        {
            List<ManagedResource> current = [new ManagedResource { Node = Node(there), ResourceId = "id" }];
            var target = GrantResources.KeepPlacement(new ResourceGraph([Node(VnfTarget.Server(Vdu(wanted)) with { Stopped = true })]), current);
            return (ComputeSpec)GrantResources.Place(target, Grants.Update("compute/v/0", "v", "found")).Nodes[0].Spec;
        }
        var placed = VnfTarget.Server(Vdu(Plain)) with { Placement = new ComputePlacement("z", "i", null) };
        Granted(placed with { Requirements = null }, Plain with { NumaNodes = 2 }).ShouldSatisfyAllConditions(s => s.Placement!.FlavourId.ShouldBeNull(), s => s.Stopped.ShouldBeTrue());
        Granted(placed, Plain with { NumaNodes = 2 }).Placement!.FlavourId.ShouldBe("found", "a resize");
        Granted(placed, Plain with { LocalStorageBytes = [10L << 30, 5L << 30] }).ShouldSatisfyAllConditions(s => s.Placement!.FlavourId.ShouldBeNull("it has no second disk"), s => s.Requirements!.FurtherDisksGib.ShouldBeEmpty());
        Granted(placed with { Requirements = null }, Plain with { NumVirtualCpu = 8 }).ShouldSatisfyAllConditions(s => s.Placement!.FlavourId.ShouldBe("found", "a resize"), s => s.Requirements.ShouldNotBeNull());
    }

    [Fact]
    public void A_new_disk_keeps_the_flavour_of_the_same_size_only()
    {
        var there = VnfTarget.Server(Vdu(Plain)) with { Placement = new ComputePlacement("z", "i", "flavour"), ImageRef = "older" };
        ComputeSpec Renewed(ComputeSpec server, VirtualCompute wanted)
        {
            List<ManagedResource> current = [new ManagedResource { Node = Node(server), ResourceId = "id" }];
            var target = GrantResources.KeepPlacement(new ResourceGraph([Node(VnfTarget.Server(Vdu(wanted)))]), current, null, redescribed: true);
            return (ComputeSpec)GrantResources.Renew(target, current, new HashSet<string>(StringComparer.Ordinal) { "v" }).Nodes[0].Spec;
        }
        Renewed(there, Plain).Placement.ShouldBe(new ComputePlacement("z", null, "flavour"));
        Renewed(there with { Requirements = null }, Plain).ShouldSatisfyAllConditions(s => s.Placement!.FlavourId.ShouldBe("flavour"), s => s.Requirements.ShouldBeNull());
        Renewed(there, Plain with { NumVirtualCpu = 8 }).Placement.ShouldBe(new ComputePlacement("z", null, null));
        Renewed(there, Plain with { NumaNodes = 2 }).Placement.ShouldBe(new ComputePlacement("z", null, null));
    }

    [Fact]
    public void Requirements_survive_the_store()
    {
        var spec = VnfTarget.Server(Vdu(Plain with { ExtraRequirements = Pairs(("hw:b", "1"), ("hw:a", "2"), ("pci_passthrough:alias", "gpu:1")) }));
        var json = JsonSerializer.Serialize<ResourceSpec>(spec, LifecycleJsonContext.Default.ResourceSpec);
        Read(json).Requirements.ShouldBe(spec.Requirements);
        Planner.SameSpec(Read(json), spec).ShouldBeTrue();
    }

    private static ComputeRequirements Of(VirtualCompute compute, bool image = true) => VnfTarget.Server(Vdu(compute) with { SwImage = image ? Vdu(compute).SwImage : null }).Requirements.ShouldNotBeNull();

    private static Vdu Vdu(VirtualCompute compute) => Flavours.Vdu("v") with { Compute = compute };

    private static ResourceNode Node(ComputeSpec spec) => new() { Key = "compute/v/0", Spec = spec };

    private static ComputeSpec Read(string json) => (ComputeSpec)JsonSerializer.Deserialize(json, LifecycleJsonContext.Default.ResourceSpec)!;

    private static Dictionary<string, string> Pairs(params (string Key, string Value)[] pairs) => pairs.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
}
