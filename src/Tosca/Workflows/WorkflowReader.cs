using NfvOrchestrator.Tosca.Checks;
using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Workflows;

/// <summary>Imperative workflows (TOSCA 1.3 §3.6.27, §3.9.1): checked, and kept in the model.</summary>
internal static class WorkflowReader
{
    public static IReadOnlyList<ImperativeWorkflow> Read(ServiceTemplate template) =>
        template.Topology["workflows"].OrEmpty().Select(w => new ImperativeWorkflow
        {
            Name = w.Key.Value,
            Description = w.Value["description"]?.Text,
            Inputs = w.Value["inputs"].ToJson(),
            Preconditions = w.Value["preconditions"].ToJson(),
            Steps = w.Value["steps"].OrEmpty().Select(s => Step(template, s.Key.Value, s.Value)).ToList(),
        }).ToList();

    public static void Check(ServiceTemplate template, DiagnosticBag diagnostics)
    {
        var workflows = template.Topology["workflows"];
        foreach (var (name, workflow) in workflows.OrEmpty())
        {
            Grammar.Workflow.Check(workflow, $"workflow '{name.Value}'", "TOSCA 1.3 §3.9.1", diagnostics);
            var steps = workflow["steps"];
            foreach (var (step, body) in steps.OrEmpty())
            {
                var what = $"step '{step.Value}' of workflow '{name.Value}'";
                Grammar.Step.Check(body, what, "TOSCA 1.3 §3.6.26", diagnostics);
                Target(template, what, body, diagnostics);
                foreach (var next in (body["on_success"]?.Items ?? []).Concat(body["on_failure"]?.Items ?? []))
                {
                    if (next.Text is { } following && steps![following] is null)
                    {
                        Wrong(diagnostics, next, $"{what} goes on to '{following}', which is no step of the workflow", DidYouMean.Hint(following, steps.Entries.Select(s => s.Key.Value)));
                    }
                }

                Activities(template, workflows!, what, body, diagnostics);
            }
        }
    }

    private static void Target(ServiceTemplate template, string what, YNode body, DiagnosticBag diagnostics)
    {
        if (body["target"] is not { } target)
        {
            Wrong(diagnostics, body, $"{what} has no target", null);
        }
        else if (target.Text is { } name && !template.IsEntity(name))
        {
            Wrong(diagnostics, target, $"{what} works on '{name}', which is neither a node nor a group of this template", DidYouMean.Hint(name, template.NodeNames.Concat(template.Groups.Select(g => g.Name))));
        }
    }

    private static void Activities(ServiceTemplate template, YNode workflows, string what, YNode body, DiagnosticBag diagnostics)
    {
        if (body["activities"] is not { } activities)
        {
            Wrong(diagnostics, body, $"{what} has no activities", null);
            return;
        }

        foreach (var activity in activities.Items)
        {
            Grammar.Activity.Check(activity, $"an activity of {what}", "TOSCA 1.3 §3.6.23", diagnostics);
            foreach (var (kind, argument) in activity.Entries)
            {
                switch (kind.Value)
                {
                    case "inline" when (argument.Text ?? argument["workflow"]?.Text) is { } called && workflows[called] is null:
                        Wrong(diagnostics, argument, $"{what} runs the workflow '{called}', which is not defined", DidYouMean.Hint(called, workflows.Entries.Select(w => w.Key.Value)));
                        break;
                    case "call_operation" when (argument.Text ?? argument["operation"]?.Text) is { } operation && template.Node(body["target"]?.Text) is { } node && !HasInterface(node, operation):
                        Wrong(diagnostics, argument, $"{what} calls '{operation}', which is no operation of an interface of node '{node.Name}'", DidYouMean.Hint(operation.Split('.')[0], node.Type.Interfaces.Keys));
                        break;
                }
            }
        }
    }

    private static bool HasInterface(NodeTemplate node, string operation)
    {
        var dot = operation.LastIndexOf('.');
        var name = dot < 0 ? operation : operation[..dot];
        return node.Type.Interfaces.ContainsKey(name) || node.Body.At("interfaces", name) is not null;
    }

    private static void Wrong(DiagnosticBag diagnostics, YNode at, string message, string? hint) =>
        diagnostics.Deviation("TOSCA0246", at, message, "TOSCA 1.3 §3.6.26", hint);

    private static WorkflowStep Step(ServiceTemplate template, string name, YNode body) => new()
    {
        Name = name,
        Target = body["target"]?.Text,
        TargetRelationship = body["target_relationship"]?.Text,
        OperationHost = body["operation_host"]?.Text,
        Filter = body["filter"].ToJson(),
        Activities = (body["activities"]?.Items ?? []).SelectMany(a => a.Entries).Select(a => new WorkflowActivity
        {
            Kind = a.Key.Value,
            Name = a.Value.Text ?? (a.Value["operation"] ?? a.Value["workflow"])?.Text,
            Inputs = a.Value["inputs"] is { } inputs ? template.Evaluate(inputs, default).ToJson() : null,
        }).ToList(),
        OnSuccess = (body["on_success"]?.Items ?? []).Select(s => s.Text).OfType<string>().ToList(),
        OnFailure = (body["on_failure"]?.Items ?? []).Select(s => s.Text).OfType<string>().ToList(),
    };
}
