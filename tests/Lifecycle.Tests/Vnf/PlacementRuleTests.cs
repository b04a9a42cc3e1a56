using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

/// <summary>Affinity rules whose scope is wider than a host: the grant keeps them, the VIM has no group.</summary>
public sealed class PlacementRuleTests
{
    private static readonly ExternalLink Out = Flavours.Link("out", "out");

    [Theory]
    [InlineData("nfvi_node", "NFVI_NODE", true)]
    [InlineData("zone", "ZONE", false)]
    [InlineData("zone_group", "ZONE_GROUP", false)]
    [InlineData("nfvi_pop", "NFVI_POP", false)]
    public void Only_a_rule_about_hosts_is_a_group_of_the_vim_and_each_is_a_constraint_of_the_grant(string scope, string solScope, bool inVim)
    {
        var graph = VnfTarget.Build(Input(2, scope));
        var server = (ComputeSpec)graph.Find("compute/front/0")!.Spec;
        (server.AffinityGroupKeys.Count, server.PlacementRuleKeys?.Count).ShouldBe(inVim ? (1, null) : (0, 1));
        server.RuleKeys.ShouldBe(["affinity/apart"]);
        graph.Find("compute/front/0")!.DependsOn.ShouldContain("affinity/apart");
        ((AffinityGroupSpec)graph.Find("affinity/apart")!.Spec).ShouldSatisfyAllConditions(r => r.IsVimGroup.ShouldBe(inVim), r => r.Scope.ShouldBe(solScope));
        var constraint = Constraints(Planner.Plan([], graph), []).ShouldHaveSingleItem();
        (constraint.Scope.ToString(), constraint.AffinityOrAntiAffinity, constraint.Resource.Count).ShouldBe((solScope, AffinityOrAntiAffinity.ANTI_AFFINITY, 2));

        // What comes later is placed by it, too.
        var current = Managed(graph);
        var bigger = GrantResources.KeepPlacement(VnfTarget.Build(Input(3, scope)), current);
        var plan = Planner.Plan(current, bigger);
        plan.Steps.ShouldAllBe(s => s.Action == StepAction.Create);
        Constraints(plan, current).ShouldHaveSingleItem().Resource.Select(r => r.ResourceId).ShouldBe(["compute/front/2", "vim:compute/front/0", "vim:compute/front/1"], ignoreOrder: true);
    }

    [Fact]
    public void A_server_in_a_group_that_an_earlier_version_made_stays_in_it()
    {
        var graph = VnfTarget.Build(Input(2, "zone"));
        var current = Managed(new ResourceGraph([.. graph.Nodes.Select(n => n.Spec is ComputeSpec { VduId: "front" } s ? n with { Spec = s with { AffinityGroupKeys = ["affinity/apart"], PlacementRuleKeys = null } } : n)]));
        Planner.Plan(current, GrantResources.KeepPlacement(graph, current)).Steps.ShouldBeEmpty();
    }

    /// <summary>A package or flavour that gives a rule another scope under the same id: what is made anew is bound by the new one.</summary>
    [Theory]
    [InlineData("zone", "nfvi_node", true)]
    [InlineData("nfvi_node", "zone", false)]
    [InlineData("nfvi_pop", "nfvi_node", true)]
    [InlineData("nfvi_node", "nfvi_pop", false)]
    [InlineData("zone", "nfvi_pop", false)]
    public void Another_rule_is_another_place(string before, string after, bool inVim)
    {
        var current = Managed(VnfTarget.Build(Input(2, before)));
        var plan = Planner.Plan(current, GrantResources.KeepPlacement(VnfTarget.Build(Input(2, after)), current, null, redescribed: true));
        plan.Steps.ShouldContain(s => s.Id == "delete:compute/front/0");
        ((AffinityGroupSpec)Created("affinity/apart")).IsVimGroup.ShouldBe(inVim);
        foreach (var key in (string[])["compute/front/0", "compute/front/1"])
        {
            var server = (ComputeSpec)Created(key);
            server.AffinityGroupKeys.ShouldBe(inVim ? ["affinity/apart"] : []);
            (server.PlacementRuleKeys ?? []).ShouldBe(inVim ? [] : ["affinity/apart"]);
        }
        Constraints(plan, current).ShouldHaveSingleItem().Resource.Select(r => r.ResourceId).ShouldBe(["compute/front/0", "compute/front/1"], ignoreOrder: true);

        ResourceSpec Created(string key) => plan.Steps.Where(s => s.Action == StepAction.Create && s.Node.Key == key).ShouldHaveSingleItem().Node.Spec;
    }

    private static VnfTargetInput Input(int front, string scope)
    {
        var input = Flavours.Input(front, 0, Out);
        return input with { Flavour = input.Flavour with { AffinityRules = [new AffinityRule { Id = "apart", Anti = true, Scope = scope, Targets = ["front"] }] } };
    }

    private static IReadOnlyList<PlacementConstraint> Constraints(Plan plan, IReadOnlyList<ManagedResource> current) => GrantResources.Describe(
        new GrantRequest
        {
            VnfInstanceId = "i",
            VnfLcmOpOccId = "o",
            VnfdId = "d",
            Operation = GrantedLcmOperationType.SCALE,
            IsAutomaticInvocation = false,
            Links = new GrantRequestLinks { VnfLcmOpOcc = new Link { Href = "http://o" }, VnfInstance = new Link { Href = "http://i" } },
        },
        plan,
        current).PlacementConstraints.ShouldNotBeNull();

    private static List<ManagedResource> Managed(ResourceGraph graph) => [.. graph.Nodes.Select(n => new ManagedResource { Node = n, ResourceId = "vim:" + n.Key })];
}
