using NfvOrchestrator.Tosca.Packages;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Conditions of triggers and workflows, preconditions, activities: names and clauses.</summary>
public sealed class ConditionTests(ITestOutputHelper output)
{
    private const string Frame = """
        tosca_definitions_version: tosca_simple_yaml_1_3
        interface_types:
          my.Life:
            derived_from: tosca.interfaces.Root
            operations:
              grow: {inputs: {by: {type: integer}}}
        node_types:
          my.Server:
            derived_from: tosca.nodes.Root
            attributes:
              load: {type: integer}
              mode: {type: string}
            interfaces:
              Life: {type: my.Life}
        topology_template:
          node_templates:
            server: {type: my.Server}
          groups:
            all: {type: tosca.groups.Root, members: [server]}
          policies:
            - grow:
                type: tosca.policies.Scaling
                targets: [server]
                triggers:
                  t: {event: x, #TRIGGER#}
          workflows:
            w:
              #WORKFLOW#
              steps:
                one: {target: server, #STEP#}
                two: {target: all, activities: [set_state: started]}
        """;

    private List<string> Read(string trigger = "action: [set_state: started]", string step = "activities: [set_state: started]", string workflow = "description: d")
    {
        var result = PackageReader.Read(MemoryPackage.Of(Frame.Replace("#TRIGGER#", trigger, StringComparison.Ordinal).Replace("#STEP#", step, StringComparison.Ordinal).Replace("#WORKFLOW#", workflow, StringComparison.Ordinal)));
        output.WriteLine(string.Join('\n', result.Diagnostics));
        return result.Diagnostics.Where(d => d.Code is not ("TOSCA0301" or "TOSCA0014" or "TOSCA0034")).Select(d => d.ToString()).ToList();
    }

    [Theory]
    [InlineData("condition: [load: [greater_than: 70]], action: [call_operation: Life.grow]")]
    [InlineData("condition: [load: {in_range: [1, 5]}, or: [mode: [equal: busy], not: [mode: [valid_values: [a, b]]]]], action: [set_state: started]")]
    [InlineData("condition: {constraint: [load: [greater_than: 70]], period: 60 s, evaluations: 3, method: average}, action: [inline: w]")]
    [InlineData("target_filter: {node: my.Server}, condition: [load: [greater_than: 70]], action: [call_operation: {operation: Life.grow, inputs: {by: 2}}]")]
    [InlineData("schedule: {start_time: 2031-05-01T12:00:00Z, end_time: 2031-05-02T12:00:00Z}, action: [call_operation: {operation: Life.grow, inputs: [by: {value: 2}]}]")]
    [InlineData("condition: [assert: [state: [equal: started]]], action: [delegate: {workflow: w}]")]
    public void Right_triggers_pass(string trigger) => Read(trigger).ShouldBeEmpty();

    [Theory]
    [InlineData("condition: [lod: [greater_than: 70]], action: [inline: w]", "TOSCA0245", "did you mean 'load'?")]
    [InlineData("condition: [load: [grater_than: 70]], action: [inline: w]", "TOSCA0237", "did you mean 'greater_than'?")]
    [InlineData("condition: [load: [greater_than: much]], action: [inline: w]", "TOSCA0237", "takes a value of type integer")]
    [InlineData("condition: [load: [equal: much]], action: [inline: w]", "TOSCA0237", "equal takes a value of type integer")]
    [InlineData("condition: [load: [in_range: [a, b]]], action: [inline: w]", "TOSCA0237", "in_range takes two values of type integer")]
    [InlineData("condition: [and: yes], action: [inline: w]", "TOSCA0245", "'and' in the condition")]
    [InlineData("condition: [or: [and: [lod: [equal: 1]]]], action: [inline: w]", "TOSCA0245", "'lod'")]
    [InlineData("condition: busy, action: [inline: w]", "TOSCA0245", "must be a list of clauses")]
    [InlineData("condition: {constraint: [load: [equal: 1]], period: soon}, action: [inline: w]", "TOSCA0245", "period of trigger")]
    [InlineData("condition: {constraint: [load: [equal: 1]], evaluations: 0}, action: [inline: w]", "TOSCA0245", "evaluations of trigger")]
    [InlineData("schedule: {start_time: tomorrow}, action: [inline: w]", "TOSCA0245", "start_time")]
    [InlineData("action: [call_operation: Live.grow]", "TOSCA0245", "did you mean 'Life'?")]
    [InlineData("action: [call_operation: Life.gro]", "TOSCA0245", "did you mean 'grow'?")]
    [InlineData("action: [call_operation: {operation: Life.grow, inputs: {by: lots}}]", "TOSCA0231", "must be an integer")]
    [InlineData("action: [set_state: startd]", "TOSCA0245", "did you mean 'started'?")]
    public void Wrong_triggers_are_told(string trigger, string code, string words) => Single(Read(trigger), code, words);

    [Theory]
    [InlineData("filter: [load: [less_than: 3]], activities: [call_operation: Life.grow, set_state: started, inline: w]", "preconditions: [{target: server, condition: [state: [equal: created]]}]")]
    [InlineData("operation_host: ORCHESTRATOR, activities: [delegate: deploy]", "preconditions: [{target: all, condition: [load: [less_than: 3]]}]")]
    public void Right_workflows_pass(string step, string workflow) => Read(step: step, workflow: workflow).ShouldBeEmpty();

    [Theory]
    [InlineData("filter: [lod: [less_than: 3]], activities: [inline: w]", "description: d", "TOSCA0246", "did you mean 'load'?")]
    [InlineData("activities: [call_operation: Life.shrink]", "description: d", "TOSCA0246", "no operation 'shrink'")]
    [InlineData("activities: [inline: {}]", "description: d", "TOSCA0246", "takes the name of a workflow")]
    [InlineData("activities: [call_operation: {}]", "description: d", "TOSCA0246", "takes the name of an operation")]
    [InlineData("operation_host: nobody, activities: [inline: w]", "description: d", "TOSCA0246", "'nobody'")]
    [InlineData("target_relationship: hosst, activities: [inline: w]", "description: d", "TOSCA0246", "'hosst'")]
    [InlineData("activities: [inline: w]", "preconditions: [{target: servr}]", "TOSCA0246", "did you mean 'server'?")]
    [InlineData("activities: [inline: w]", "preconditions: [{condition: [load: [equal: 1]]}]", "TOSCA0246", "has no target")]
    [InlineData("activities: [inline: w]", "preconditions: [{target: server, condition: [lod: [equal: 1]]}]", "TOSCA0246", "'lod'")]
    [InlineData("activities: [inline: w]", "preconditions: [{target: server, conditions: []}]", "TOSCA0122", "did you mean 'condition'?")]
    public void Wrong_workflows_are_told(string step, string workflow, string code, string words) => Single(Read(step: step, workflow: workflow), code, words);

    private static void Single(List<string> told, string code, string words)
    {
        var one = told.ShouldHaveSingleItem();
        one.ShouldContain(code);
        one.ShouldContain(words);
    }
}
