using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Functions;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Checks;

/// <summary>Groups and policies: properties, members and targets of the types they are for, triggers in both spellings (TOSCA 1.3 §3.8.5, §3.8.6, §3.6.22).</summary>
internal sealed class PolicyChecker(TypeSystem types, ValueChecker values, DiagnosticBag diagnostics)
{
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

        foreach (var action in trigger["action"] is YList list ? list.Values : [])
        {
            if (action is YMap { Pairs: [var only] })
            {
                Grammar.Activity.Check(action, $"an action of {what}", "TOSCA 1.3 §3.6.23", diagnostics);
                if (only.Key.Value is "inline" && (only.Value.Text ?? only.Value["workflow"]?.Text) is { } workflow && template.Topology.At("workflows", workflow) is null)
                {
                    diagnostics.Deviation("TOSCA0245", only.Value, $"{what} runs the workflow '{workflow}', which is not defined", "TOSCA 1.3 §3.6.23", DidYouMean.Hint(workflow, template.Topology["workflows"].OrEmpty().Select(w => w.Key.Value)));
                }
            }
        }
    }
}
