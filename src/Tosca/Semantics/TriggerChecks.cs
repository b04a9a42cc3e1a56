using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Semantics;

/// <summary>Triggers of indicator and package change policies: notifications, attributes and operations must be those of the VNF type (SOL001 §6.7, §6.10.13).</summary>
internal sealed class TriggerChecks(BuildContext context, ToscaType vnfType)
{
    private static readonly HashSet<string> s_noOperations = new(StringComparer.Ordinal) { "type", "inputs", "operations", "notifications", "description", "metadata", "derived_from", "version" };
    private readonly HashSet<string> _attributes = new(StringComparer.Ordinal) { "scale_status", "vnf_state", "tosca_id", "tosca_name", "state" };
    private readonly HashSet<string> _notifications = new(StringComparer.Ordinal);
    private readonly HashSet<string> _operations = new(StringComparer.Ordinal);

    public void Check()
    {
        var policies = context.Template.Policies.Where(p => p.Type.IsA("tosca.policies.nfv.VnfIndicator") || p.Type.IsA("tosca.policies.nfv.VnfPackageChange")).ToList();
        if (policies.Count == 0)
        {
            return;
        }

        Collect();
        foreach (var policy in policies)
        {
            foreach (var (_, trigger) in policy.Body["triggers"].OrEmpty())
            {
                if (policy.Type.IsA("tosca.policies.nfv.VnfIndicator"))
                {
                    Event(policy, trigger);
                    Conditions(policy, trigger["condition"]?["constraint"] ?? trigger["condition"]);
                }

                Actions(policy, trigger["action"]);
            }
        }
    }

    private void Event(Policy policy, YNode trigger)
    {
        // without any notification in the type the VNFM watches the values themselves
        if (trigger["event"] is { Text: { } name } at && _notifications.Count > 0 && !_notifications.Contains(Last(name)) && !_operations.Contains(Last(name)))
        {
            Tell(policy, at, $"waits for the notification '{name}', which the VNF type {vnfType.Name} does not have", DidYouMean.Hint(Last(name), _notifications));
        }
    }

    private void Conditions(Policy policy, YNode? node)
    {
        foreach (var (attribute, clauses) in (node?.Items ?? []).SelectMany(i => i.Entries))
        {
            if (attribute.Value is "and" or "or" or "not" or "assert")
            {
                Conditions(policy, clauses);
            }
            else if (attribute.Value is not ("period" or "evaluations" or "method") && !_attributes.Contains(attribute.Value) && !_attributes.Contains(Last(attribute.Value)))
            {
                Tell(policy, attribute, $"looks at '{attribute.Value}', which is no attribute of the VNF type {vnfType.Name}", DidYouMean.Hint(attribute.Value, _attributes) ?? "declare the attribute in the VNF type");
            }
        }
    }

    private void Actions(Policy policy, YNode? actions)
    {
        foreach (var (key, call) in (actions?.Items ?? []).SelectMany(a => a.Entries))
        {
            var at = call is YScalar ? call : call["operation"];
            if (key.Value is "call_operation" && at?.Text is { } name && !_operations.Contains(Last(name)))
            {
                Tell(policy, at, $"calls the operation '{name}', which the VNF type {vnfType.Name} does not have", DidYouMean.Hint(Last(name), _operations));
            }
        }
    }

    private void Tell(Policy policy, YNode at, string what, string? hint) =>
        context.Diagnostics.Deviation("TOSCA0332", at, $"policy '{policy.Name}' {what}; the trigger does nothing", "SOL001 §6.10.13", hint);

    private void Collect()
    {
        for (var type = vnfType; type is not null; type = type.Parent)
        {
            _attributes.UnionWith(type.Body["attributes"].OrEmpty().Select(a => a.Key.Value));
            type.Body["interfaces"].OrEmpty().ToList().ForEach(i => Interface(i.Value));
        }

        foreach (var node in context.Template.NodesOf(VnfdBuilder.VnfType))
        {
            _attributes.UnionWith(node.Body["attributes"].OrEmpty().Select(a => a.Key.Value));
            node.Body["interfaces"].OrEmpty().ToList().ForEach(i => Interface(i.Value));
        }
    }

    private void Interface(YNode definition)
    {
        Members(definition);
        for (var type = definition["type"]?.Text is { } name ? context.Types.Find(TypeKind.Interface, name) : null; type is not null; type = type.Parent)
        {
            Members(type.Body);
        }
    }

    private void Members(YNode body)
    {
        _operations.UnionWith((body["operations"] ?? body).OrEmpty().Select(o => o.Key.Value).Where(o => !s_noOperations.Contains(o)));
        foreach (var (key, notification) in body["notifications"].OrEmpty())
        {
            _notifications.Add(key.Value);
            foreach (var (_, mapping) in notification["outputs"].OrEmpty())
            {
                _attributes.UnionWith(mapping.Items.Skip(1).Select(i => i.Text).OfType<string>());
            }
        }
    }

    private static string Last(string name) => name[(name.LastIndexOfAny(['.', ':']) + 1)..];
}
