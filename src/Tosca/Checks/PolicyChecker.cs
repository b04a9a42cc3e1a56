using System.Globalization;
using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Functions;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Checks;

/// <summary>Groups and policies: properties, members and targets of the types they are for, triggers in both spellings (TOSCA 1.3 §3.8.5, §3.8.6, §3.6.22).</summary>
internal sealed class PolicyChecker(TypeSystem types, ValueChecker values, ConditionChecker conditions, WorkflowChecker workflows, DiagnosticBag diagnostics)
{
    private static readonly HashSet<string> s_extended = new(StringComparer.Ordinal) { "constraint", "period", "evaluations", "method" };

    public void Policy(ServiceTemplate template, Policy policy)
    {
        Grammar.Policy.Check(policy.Body, $"policy '{policy.Name}'", "TOSCA 1.3 §3.8.6", diagnostics);
        var properties = policy.Body["properties"];
        values.CheckProperties(policy.Type, properties is null ? null : template.Evaluate(properties, default), policy.At, new ValueOwner("policy", policy.Name));
        foreach (var target in policy.Targets)
        {
            Member(template, target, policy.Type, "policy", policy.Name, "target");
        }

        var triggers = policy.Body["triggers"];
        foreach (var (name, trigger) in triggers is YMap ? triggers.Entries : (triggers?.Items ?? []).SelectMany(t => t.Entries))
        {
            Trigger(template, policy, name, trigger);
        }
    }

    public void Group(ServiceTemplate template, Group group)
    {
        Grammar.Group.Check(group.Body, $"group '{group.Name}'", "TOSCA 1.3 §3.8.5", diagnostics);
        var properties = group.Body["properties"];
        values.CheckProperties(group.Type, properties is null ? null : template.Evaluate(properties, default), group.At, new ValueOwner("group", group.Name));
        foreach (var member in group.Members)
        {
            if (member.Text is not { } name)
            {
                continue;
            }

            if (template.Node(name) is null && !template.Groups.Exists(g => string.Equals(g.Name, name, StringComparison.Ordinal)))
            {
                if (!template.IsEntity(name))
                {
                    diagnostics.Error("TOSCA0307", member, $"group '{group.Name}' has the member '{name}', which is no node of this template", "TOSCA 1.3 §3.8.5", DidYouMean.Hint(name, template.NodeNames));
                }
            }
            else
            {
                Member(template, member, group.Type, "group", group.Name, "member");
            }
        }
    }

    private void Member(ServiceTemplate template, YNode at, ToscaType type, string word, string owner, string role)
    {
        if (type.Allowed.Count == 0 || at.Text is not { } name)
        {
            return;
        }

        var (kind, of) = template.Node(name) is { } node ? (TypeKind.Node, node.Type) : (TypeKind.Group, template.Groups.Find(g => string.Equals(g.Name, name, StringComparison.Ordinal))?.Type);
        if (of is not null && !type.Allowed.Any(a => types.IsA(kind, of.Name, a)))
        {
            diagnostics.Deviation("TOSCA0244", at, $"{word} '{owner}' has the {role} '{name}' of type {of.Name}; its type {type.Name} is for {string.Join(", ", type.Allowed)}", SpecClauses.For(type, "TOSCA 1.3 §3.7.11"));
        }
    }

    private void Trigger(ServiceTemplate template, Policy policy, YScalar name, YNode trigger)
    {
        var what = $"trigger '{name.Value}' of policy '{policy.Name}'";
        if (trigger is not YMap)
        {
            diagnostics.Deviation("TOSCA0245", trigger.IsNull ? name : trigger, $"{what} must be a map, found {trigger.Describe()}", "TOSCA 1.3 §3.6.22");
            return;
        }

        Grammar.Trigger.Check(trigger, what, "TOSCA 1.3 §3.6.22", diagnostics);
        if (trigger["event"] is null && trigger["event_type"] is null)
        {
            diagnostics.Deviation("TOSCA0245", name, $"{what} has no event", "TOSCA 1.3 §3.6.22");
        }

        if (trigger["action"] is null)
        {
            diagnostics.Deviation("TOSCA0245", name, $"{what} has no action", "TOSCA 1.3 §3.6.22");
        }

        if ((trigger.At("target_filter", "node") ?? trigger.At("event_type", "node")) is { Text: { } target } at && template.Node(target) is null && types.Find(TypeKind.Node, target) is null)
        {
            diagnostics.Deviation("TOSCA0245", at, $"{what} watches '{target}', which is neither a node nor a node type", "TOSCA 1.3 §3.6.22", DidYouMean.Hint(target, template.NodeNames));
        }

        // attributes and operations of the policies of SOL001 are those of the VNF or NS type, which the model checks (TOSCA0332)
        var targets = policy.Type.Name.StartsWith("tosca.policies.nfv.", StringComparison.Ordinal) || policy.Type.IsA("tosca.policies.nfv.VnfIndicator") || policy.Type.IsA("tosca.policies.nfv.VnfPackageChange") || policy.Type.IsA("tosca.policies.nfv.NsAutoScale")
            ? [] : Targets(template, policy, trigger);
        Condition(trigger, what, targets);
        Schedule(trigger["schedule"], what);
        if (trigger["action"] is YList actions)
        {
            workflows.Activities(template, what, "TOSCA0245", actions, [.. targets.Select(t => t.Node).OfType<NodeTemplate>()]);
        }
    }

    /// <summary>What a trigger watches: the node of its filter, or else the targets of the policy.</summary>
    private List<ConditionChecker.Subject> Targets(ServiceTemplate template, Policy policy, YNode trigger)
    {
        if ((trigger.At("target_filter", "node") ?? trigger.At("event_type", "node"))?.Text is { } watched)
        {
            return WorkflowChecker.Subjects(template, watched) is { Count: > 0 } subjects ? [.. subjects]
                : types.Find(TypeKind.Node, watched) is { } type ? [new ConditionChecker.Subject(type)] : [];
        }

        return policy.Targets.SelectMany(t => WorkflowChecker.Subjects(template, t.Text)).ToList();
    }

    /// <summary>Clauses alone (TOSCA 1.0 to 1.2), or under <c>constraint</c> with how often and how long they must hold (1.3 §3.6.22.1).</summary>
    private void Condition(YNode trigger, string what, List<ConditionChecker.Subject> subjects)
    {
        var condition = trigger["condition"];
        var extended = condition is YMap map && map.Pairs.Exists(p => s_extended.Contains(p.Key.Value)) ? condition : null;
        conditions.Check(extended is null ? condition : extended["constraint"], what, "TOSCA0245", subjects);
        conditions.Check(trigger["constraint"], what, "TOSCA0245", subjects);
        var at = extended ?? trigger;
        if (at["evaluations"] is { } evaluations && !(int.TryParse(evaluations.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0))
        {
            Wrong(evaluations, $"evaluations of {what} must be a whole number of 1 or more, found {evaluations.Describe()}");
        }

        if (at["period"] is { } period && !ValueChecker.IsFunction(period) && !(period.Text is { } text && ScalarUnits.TryTimeSeconds(text, out _)))
        {
            Wrong(period, $"period of {what} must be a time with a unit, found {period.Describe()}");
        }

        if (extended is not null)
        {
            s_extended.Check(extended, $"the condition of {what}", "TOSCA 1.3 §3.6.22", diagnostics);
        }
    }

    private void Schedule(YNode? schedule, string what)
    {
        foreach (var key in new[] { "start_time", "end_time" })
        {
            if (schedule?[key] is { } time && !ValueChecker.IsFunction(time) && !(time.Text is { } text && ToscaScalars.TryTimestamp(text, out _)))
            {
                Wrong(time, $"{key} of the schedule of {what} must be a timestamp, found {time.Describe()}");
            }
        }
    }

    private void Wrong(YNode at, string message) => diagnostics.Deviation("TOSCA0245", at, message, "TOSCA 1.3 §3.6.22");
}
