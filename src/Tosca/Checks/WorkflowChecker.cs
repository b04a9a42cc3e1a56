using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Checks;

/// <summary>Imperative workflows (TOSCA 1.3 §3.6.26, §3.6.27, §3.9.1): preconditions, steps, filters, activities and what they name.</summary>
internal sealed class WorkflowChecker(TypeSystem types, ValueChecker values, ConditionChecker conditions, DiagnosticBag diagnostics)
{
    /// <summary>Node states of TOSCA 1.3 §3.4.1; others are allowed, but mostly misspelt.</summary>
    private static readonly string[] s_states = ["initial", "creating", "created", "configuring", "configured", "starting", "started", "stopping", "deleting", "error"];

    private static readonly HashSet<string> s_precondition = new(StringComparer.Ordinal) { "target", "target_relationship", "condition", "description" };

    private static readonly string[] s_hosts = ["SELF", "HOST", "SOURCE", "TARGET", "ORCHESTRATOR"];

    public void Check(ServiceTemplate template)
    {
        var workflows = template.Topology["workflows"];
        foreach (var (name, workflow) in workflows.OrEmpty())
        {
            var what = $"workflow '{name.Value}'";
            Grammar.Workflow.Check(workflow, what, "TOSCA 1.3 §3.9.1", diagnostics);
            foreach (var precondition in workflow["preconditions"]?.Items ?? [])
            {
                var of = $"a precondition of {what}";
                s_precondition.Check(precondition, of, "TOSCA 1.3 §3.6.27", diagnostics);
                Target(template, of, precondition);
                Relationship(template, of, precondition);
                conditions.Check(precondition["condition"], of, "TOSCA0246", Subjects(template, precondition["target"]?.Text));
            }

            var steps = workflow["steps"];
            foreach (var (step, body) in steps.OrEmpty())
            {
                Step(template, steps!, $"step '{step.Value}' of {what}", body);
            }
        }
    }

    /// <summary>What a name stands for, for conditions: a node, or the members of a group.</summary>
    public static IReadOnlyList<ConditionChecker.Subject> Subjects(ServiceTemplate template, string? name)
    {
        if (template.Node(name) is { } node)
        {
            return [new ConditionChecker.Subject(node.Type, node)];
        }

        return template.Groups.Find(g => string.Equals(g.Name, name, StringComparison.Ordinal)) is { } group
            ? [.. group.Members.Select(m => template.Node(m.Text)).OfType<NodeTemplate>().Select(n => new ConditionChecker.Subject(n.Type, n))]
            : [];
    }

    /// <summary>The activities of a step of a workflow, or the actions of a trigger.</summary>
    /// <param name="template">The template they are in.</param>
    /// <param name="what">Whose they are.</param>
    /// <param name="code">The code of what they belong to.</param>
    /// <param name="activities">A list of maps of one.</param>
    /// <param name="targets">What they work on; empty when it is not known, then operations are not judged.</param>
    public void Activities(ServiceTemplate template, string what, string code, YNode activities, IReadOnlyList<NodeTemplate> targets)
    {
        foreach (var activity in activities.Items)
        {
            Grammar.Activity.Check(activity, $"an activity of {what}", "TOSCA 1.3 §3.6.23", diagnostics);
            foreach (var (kind, argument) in activity.Entries)
            {
                switch (kind.Value)
                {
                    case "inline" or "delegate" when (argument.Text ?? argument["workflow"]?.Text) is null:
                        Wrong(code, argument.IsNull ? kind : argument, $"{kind.Value} in {what} takes the name of a workflow, found {argument.Describe()}", null);
                        break;
                    case "inline" when (argument.Text ?? argument["workflow"]?.Text) is { } called && template.Topology.At("workflows", called) is null:
                        Wrong(code, argument, $"{what} runs the workflow '{called}', which is not defined", DidYouMean.Hint(called, template.Topology["workflows"].OrEmpty().Select(w => w.Key.Value)));
                        break;
                    case "set_state" when argument.Text is not { } state || (!s_states.Contains(state, StringComparer.Ordinal) && DidYouMean.Hint(state, s_states) is not null):
                        Wrong(code, argument.IsNull ? kind : argument, $"{what} sets the state {argument.Describe()}, which is none of TOSCA", argument.Text is { } written ? DidYouMean.Hint(written, s_states) : null);
                        break;
                    case "call_operation":
                        Call(template, what, code, kind, argument, targets);
                        break;
                }
            }
        }
    }

    private void Step(ServiceTemplate template, YNode steps, string what, YNode body)
    {
        Grammar.Step.Check(body, what, "TOSCA 1.3 §3.6.26", diagnostics);
        Target(template, what, body);
        Relationship(template, what, body);
        if (body["operation_host"] is { Text: { } host } at && !s_hosts.Contains(host, StringComparer.Ordinal) && !template.IsEntity(host))
        {
            Wrong("TOSCA0246", at, $"{what} is carried out on '{host}', which is neither a node nor a group of this template", DidYouMean.Hint(host, s_hosts.Concat(template.NodeNames)));
        }

        foreach (var next in (body["on_success"]?.Items ?? []).Concat(body["on_failure"]?.Items ?? []))
        {
            if (next.Text is { } following && steps[following] is null)
            {
                Wrong("TOSCA0246", next, $"{what} goes on to '{following}', which is no step of the workflow", DidYouMean.Hint(following, steps.Entries.Select(s => s.Key.Value)));
            }
        }

        var subjects = Subjects(template, body["target"]?.Text);
        conditions.Check(body["filter"], $"the filter of {what}", "TOSCA0246", subjects);
        if (body["activities"] is { } activities)
        {
            Activities(template, what, "TOSCA0246", activities, [.. subjects.Select(s => s.Node).OfType<NodeTemplate>()]);
        }
        else
        {
            Wrong("TOSCA0246", body, $"{what} has no activities", null);
        }
    }

    private void Target(ServiceTemplate template, string what, YNode body)
    {
        if (body["target"] is not { } target)
        {
            Wrong("TOSCA0246", body, $"{what} has no target", null);
        }
        else if (target.Text is { } name && !template.IsEntity(name))
        {
            Wrong("TOSCA0246", target, $"{what} works on '{name}', which is neither a node nor a group of this template", DidYouMean.Hint(name, template.NodeNames.Concat(template.Groups.Select(g => g.Name))));
        }
    }

    private void Relationship(ServiceTemplate template, string what, YNode body)
    {
        if (body["target_relationship"] is not { Text: { } name } at || template.Node(body["target"]?.Text) is not { } node)
        {
            return;
        }

        if (!node.Type.Requirements.ContainsKey(name) && !node.Requirements.Any(r => string.Equals(r.Name, name, StringComparison.Ordinal))
            && !template.Relationships.Exists(r => string.Equals(r.Name, name, StringComparison.Ordinal)) && types.Find(TypeKind.Relationship, name) is null)
        {
            Wrong("TOSCA0246", at, $"{what} works on the relationship '{name}', which is neither a requirement of node '{node.Name}' nor a relationship", DidYouMean.Hint(name, node.Type.Requirements.Keys));
        }
    }

    private void Call(ServiceTemplate template, string what, string code, YScalar kind, YNode argument, IReadOnlyList<NodeTemplate> targets)
    {
        if ((argument.Text ?? argument["operation"]?.Text) is not { } operation)
        {
            Wrong(code, argument.IsNull ? kind : argument, $"call_operation in {what} takes the name of an operation, found {argument.Describe()}", null);
            return;
        }

        if (targets.Count == 0)
        {
            return;
        }

        var at = argument is YMap ? argument["operation"]! : argument;
        var dot = operation.LastIndexOf('.');
        var (interfaceName, name) = dot < 0 ? (operation, null) : (operation[..dot], operation[(dot + 1)..]);
        var node = targets.FirstOrDefault(t => t.Type.Interfaces.ContainsKey(interfaceName) || t.Body.At("interfaces", interfaceName) is not null);
        if (node is null)
        {
            Wrong(code, at, $"{what} calls '{operation}', which is no operation of an interface of node '{targets[0].Name}'", DidYouMean.Hint(interfaceName, targets[0].Type.Interfaces.Keys));
            return;
        }

        var typeName = (node.Body.At("interfaces", interfaceName, "type") ?? node.Type.Interfaces.GetValueOrDefault(interfaceName)?["type"])?.Text;
        var type = typeName is null ? null : types.Find(TypeKind.Interface, typeName);
        var own = node.Body.At("interfaces", interfaceName) is { } body ? TypeBuilder.Operations(body).FirstOrDefault(o => string.Equals(o.Key.Value, name, StringComparison.Ordinal)).Value : null;
        var defined = name is null ? null : InterfaceChecker.Defined(node, interfaceName, name, type);
        if (name is not null && own is null && defined is null && type is not null)
        {
            Wrong(code, at, $"{what} calls '{operation}', but the interface '{interfaceName}' of node '{node.Name}' has no operation '{name}'", DidYouMean.Hint(name, type.Operations.Keys));
            return;
        }

        foreach (var (input, value) in Inputs(argument["inputs"]))
        {
            var schema = defined?.At("inputs", input.Value) ?? (name is null ? null : type?.Operations.GetValueOrDefault(name)?.At("inputs", input.Value));
            var given = value is YMap { Pairs: [{ Key.Value: "value" } only] } ? only.Value : value;
            if (schema is YMap && schema["type"] is not null)
            {
                values.CheckValue(ValueSchema.Read(schema), template.Evaluate(given, default), input.Value, new ValueOwner("operation", operation, "input"));
            }
        }
    }

    /// <summary>A map, or a list of maps of one as TOSCA 1.3 §3.6.23.2 shows it.</summary>
    private static IEnumerable<KeyValuePair<YScalar, YNode>> Inputs(YNode? inputs) => inputs is YMap ? inputs.Entries : (inputs?.Items ?? []).SelectMany(i => i.Entries);

    private void Wrong(string code, YNode at, string message, string? hint) =>
        diagnostics.Deviation(code, at, message, code is "TOSCA0246" ? "TOSCA 1.3 §3.6.26" : "TOSCA 1.3 §3.6.22", hint);
}
