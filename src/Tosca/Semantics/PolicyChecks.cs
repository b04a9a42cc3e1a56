using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Semantics;

/// <summary>Policies whose targets no builder looks up, and rules that contradict themselves or each other.</summary>
internal sealed class PolicyChecks(BuildContext context)
{
    private static readonly string[] s_types =
    [
        "tosca.policies.nfv.Abstract.SecurityGroupRule", "tosca.policies.nfv.SecurityGroupRule", "tosca.policies.nfv.SupportedVnfInterface", "tosca.policies.nfv.VnfIndicator",
        "tosca.policies.nfv.VnfPackageChange", "tosca.policies.nfv.NfpRule", "tosca.policies.nfv.NsMonitoring", "tosca.policies.nfv.VnfMonitoring", "tosca.policies.nfv.NsAutoScale",
        "tosca.policies.nfv.DataFlowInfo", "tosca.policies.Scaling",
    ];

    private static readonly string[] s_scopes = ["nfvi_node", "zone", "zone_group", "nfvi_pop"];

    public void Check(IReadOnlyList<AffinityRule> affinity, IReadOnlyList<SecurityGroupRule> security)
    {
        foreach (var policy in context.Template.Policies.Where(p => s_types.Any(p.Type.IsA)))
        {
            foreach (var target in policy.Targets)
            {
                if (target.Text is { } name && context.Template.Node(name) is null && !context.Template.Groups.Exists(g => g.Name == name))
                {
                    context.Diagnostics.ErrorUnless(policy.Misplaced, "TOSCA0307", target, $"policy '{policy.Name}' has the target '{name}', which is neither a node nor a group of this template", "TOSCA 1.3 §3.8.6", DidYouMean.Hint(name, context.Template.NodeNames));
                }
            }
        }

        foreach (var rule in security.Where(r => r.PortRangeMin > r.PortRangeMax))
        {
            context.Diagnostics.Error("TOSCA0335", At(rule.Id), $"policy '{rule.Id}' opens the ports {rule.PortRangeMin} to {rule.PortRangeMax}: the range ends before it starts", "SOL001 §6.10.10");
        }

        Contradictions(affinity);
    }

    /// <summary>Rules are compared over their common targets only: there may be thousands of them.</summary>
    private void Contradictions(IReadOnlyList<AffinityRule> affinity)
    {
        var together = new Dictionary<string, List<AffinityRule>>(StringComparer.Ordinal);
        foreach (var rule in affinity.Where(a => !a.Anti && Rank(a.Scope) >= 0))
        {
            foreach (var target in rule.Targets)
            {
                if (!together.TryGetValue(target, out var rules))
                {
                    together[target] = rules = [];
                }

                rules.Add(rule);
            }
        }

        foreach (var anti in affinity.Where(a => a.Anti))
        {
            var common = new Dictionary<string, string>(StringComparer.Ordinal);
            if (anti.Targets.SelectMany(t => (together.GetValueOrDefault(t) ?? []).Select(r => (Target: t, Rule: r))).FirstOrDefault(p => Rank(p.Rule.Scope) <= Rank(anti.Scope) && !common.TryAdd(p.Rule.Id, p.Target)) is { Rule: { } with } second)
            {
                context.Diagnostics.Error("TOSCA0336", At(anti.Id), $"policy '{anti.Id}' keeps '{common[with.Id]}' and '{second.Target}' in different places ({anti.Scope}), but '{with.Id}' keeps them in one ({with.Scope}): nothing can satisfy both", "SOL001 §6.10.8", "remove one of them, or change a scope");
            }
        }
    }

    private static int Rank(string scope) => Array.IndexOf(s_scopes, scope.ToLowerInvariant());

    private Yaml.YNode At(string policy) => context.Template.Policies.Find(p => p.Name == policy)!.At;
}
