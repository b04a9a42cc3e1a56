using System.Text.Json;
using NfvOrchestrator.Lifecycle;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vnfm.Reconciliation;
using Planned = NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Vnfm.Tests.Lcm;

/// <summary>Records against an inventory, as values.</summary>
public sealed class TruthCheckTests
{
    [Fact]
    public void Every_attribute_that_drifts_is_named_with_what_was_expected()
    {
        Differences(server => server).ShouldBeEmpty();
        Drift(server => server with { State = VimResourceState.STOPPED }).ShouldBe("power STARTED STOPPED");
        Drift(server => server with { VimResourceId = "other" }).ShouldBe("vimResourceId id other");
        Drift(server => server with { Outputs = server.Outputs with { Vcpus = 8 } }).ShouldBe("flavour 1 vCPU, 512 MiB 8 vCPU, 512 MiB");
        Drift(server => server with { Outputs = server.Outputs with { ImageId = "evil" } }).ShouldBe("image image evil");
        Drift(server => server with { Outputs = server.Outputs with { AttachedPorts = [] } }).ShouldBe("ports i:port:p:0 none");
        Drift(server => server with { Outputs = server.Outputs with { Host = "elsewhere" } }).ShouldBe("host here elsewhere");
        Drift(server => server with { State = VimResourceState.ERROR, Error = new VimError { Cause = VimErrorCause.HOST_DOWN, Message = "dead" } }).ShouldBe("state ACTIVE ERROR (dead)");
        Differences(server => server with { State = VimResourceState.UPDATING, Outputs = VimOutputs.None }).ShouldBeEmpty("what is being changed is looked at next time");
        Differences(server => server with { Outputs = VimOutputs.None }).ShouldBeEmpty("what the VIM does not tell is not compared");
    }

    [Fact]
    public void A_server_of_a_flavour_that_the_grant_named_has_the_size_of_the_flavour()
    {
        var server = (Planned.ComputeSpec)Ours().Node.Spec;
        ManagedResource Made(int? cpus, long? memory) => Ours() with
        {
            Node = Ours().Node with { Spec = server with { Placement = new Planned.ComputePlacement(null, server.Placement?.ImageId, "their.large") } },
            Outputs = JsonSerializer.SerializeToElement(new ResourceOutput { ResourceId = "id", Host = "here", VirtualCpus = cpus, MemoryMib = memory }, LifecycleJsonContext.Default.ResourceOutput),
        };
        var large = Theirs() with { Outputs = Theirs().Outputs with { Vcpus = 4, MemoryMib = 8192 } };
        TruthCheck.Differences("i", Made(4, 8192), large).ShouldBeEmpty();
        TruthCheck.Differences("i", Made(4, 8192), Theirs()).ShouldHaveSingleItem().Attribute.ShouldBe("flavour");
        TruthCheck.Differences("i", Made(null, null), Theirs()).ShouldBeEmpty("of one that was made before this was kept, the descriptor tells the size");
    }

    [Fact]
    public void Orphans_are_ours_unclaimed_and_of_no_instance_that_is_left_out()
    {
        VimResource Of(string key, string? manager, string? instance) => Theirs() with { Key = key, Spec = ((Vim.ComputeSpec)Theirs().Spec) with { Tags = new VimTags { ManagedBy = manager, InstanceId = instance } } };
        VimResource[] inventory = [Of("claimed", "vnfm", "i"), Of("lost", "vnfm", "i"), Of("foreign", null, "i"), Of("theirs", "nfvo", "n"), Of("busy", "vnfm", "b"), Of("nobody", "vnfm", null)];
        TruthCheck.Orphans(inventory, new HashSet<(VimResourceKind, string)> { (VimResourceKind.Compute, "claimed") }, new HashSet<string>(StringComparer.Ordinal) { "b" })
            .Select(o => o.VimKey).ShouldBe(["lost", "nobody"]);
    }

    [Fact]
    public void What_is_uncertain_is_not_judged()
    {
        var record = VnfTargetsTests.Fresh with { Resources = [Ours(), Ours() with { Node = Ours().Node with { Key = "compute/v/1" }, Condition = ResourceCondition.Uncertain }] };
        var observation = TruthCheck.Of(record, new Dictionary<(VimResourceKind, string), VimResource>()).ShouldHaveSingleItem();
        (observation.Kind, observation.VimKey).ShouldBe((FindingKind.MISSING, "i:compute:v:0"));
    }

    [Fact]
    public void A_rule_that_the_grant_keeps_is_not_missing_in_the_vim()
    {
        ManagedResource Rule(string scope) => new() { ResourceId = "id", Node = new ResourceNode { Key = "affinity/" + scope, Spec = new Planned.AffinityGroupSpec { Anti = true, Scope = scope } } };
        var record = VnfTargetsTests.Fresh with { Resources = [Rule("NFVI_NODE"), Rule("ZONE"), Rule("ZONE_GROUP"), Rule("NFVI_POP")] };
        TruthCheck.Of(record, new Dictionary<(VimResourceKind, string), VimResource>()).ShouldHaveSingleItem().VimKey.ShouldBe("i:affinity:NFVI_NODE");
    }

    [Fact]
    public void A_policy_that_cannot_be_is_refused_at_the_start()
    {
        new ReconciliationOptions().Fault().ShouldBeNull();
        new ReconciliationOptions { Missing = FindingPolicy.DELETE }.Fault()!.ShouldContain("Missing");
        new ReconciliationOptions { Orphaned = FindingPolicy.HEAL }.Fault()!.ShouldContain("Orphaned");
        new ReconciliationOptions { Drifted = FindingPolicy.DELETE }.Fault()!.ShouldContain("Drifted");
    }

    private static string Drift(Func<VimResource, VimResource> change)
    {
        var difference = Differences(change).ShouldHaveSingleItem();
        return $"{difference.Attribute} {difference.Expected} {difference.Observed}";
    }

    private static IReadOnlyList<FindingDifference> Differences(Func<VimResource, VimResource> change) => TruthCheck.Differences("i", Ours(), change(Theirs()));

    private static ManagedResource Ours() => new()
    {
        ResourceId = "id",
        Node = new ResourceNode
        {
            Key = "compute/v/0",
            Spec = new Planned.ComputeSpec { VduId = "v", Name = "v", VirtualCpus = 1, MemoryMib = 512, ImageRef = "image", PortKeys = ["port/p/0"] },
        },
        Outputs = JsonSerializer.SerializeToElement(new ResourceOutput { ResourceId = "id", Host = "here" }, LifecycleJsonContext.Default.ResourceOutput),
    };

    private static VimResource Theirs() => new()
    {
        Key = "i:compute:v:0",
        Kind = VimResourceKind.Compute,
        AccountId = "vim",
        VimResourceId = "id",
        State = VimResourceState.ACTIVE,
        Version = 1,
        Spec = new Vim.ComputeSpec { Name = "v", Vcpus = 1, MemoryMib = 512 },
        Outputs = new VimOutputs { Host = "here", Vcpus = 1, MemoryMib = 512, ImageId = "image", AttachedPorts = ["i:port:p:0"] },
    };
}
