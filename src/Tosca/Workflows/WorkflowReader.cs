using NfvOrchestrator.Tosca.Checks;
using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Workflows;

/// <summary>Imperative workflows (TOSCA 1.3 §3.6.27, §3.9.1): kept in the model; <see cref="Checks.WorkflowChecker"/> checks them.</summary>
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
