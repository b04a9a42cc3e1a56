using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Triggers of policies (TOSCA 1.3 §3.6.22): event, condition, action. What cannot be said in the model makes a trigger incomplete, never wrong.</summary>
internal static class TriggerReader
{
    public static List<VnfIndicatorTrigger> Read(YNode? triggers) => triggers.OrEmpty().Select(t => Trigger(t.Key.Value, t.Value)).ToList();

    private static VnfIndicatorTrigger Trigger(string name, YNode body)
    {
        var complete = true;
        var condition = body["condition"];
        var constraint = condition?["constraint"] ?? condition;
        var conditions = new List<IndicatorCondition>();
        Conditions(constraint, conditions, ref complete);
        var actions = new List<IndicatorAction>();
        foreach (var (key, call) in (body["action"]?.Items ?? []).SelectMany(a => a.Entries))
        {
            if (key.Value is "call_operation" && (call.Text ?? call["operation"]?.Text) is { } operation)
            {
                actions.Add(new IndicatorAction(operation, Inputs(call["inputs"]).ToJson()));
            }
            else
            {
                complete = false;
            }
        }

        return new VnfIndicatorTrigger
        {
            Name = name,
            Event = body["event"]?.Text ?? body["event_type"]?.Text ?? body.At("event", "type")?.Text,
            Conditions = conditions,
            PeriodSeconds = (condition?["period"]).Seconds() ?? 0,
            Actions = actions,
            IsComplete = complete && actions.Count > 0,
        };
    }

    private static void Conditions(YNode? node, List<IndicatorCondition> into, ref bool complete)
    {
        foreach (var (attribute, clauses) in (node?.Items ?? []).SelectMany(i => i.Entries))
        {
            switch (attribute.Value)
            {
                case "and":
                    Conditions(clauses, into, ref complete);
                    break;
                case "or" or "not" or "assert":
                    complete = false;
                    break;
                case "period" or "evaluations" or "method":
                    break;
                default:
                    if (clauses is YScalar)
                    {
                        into.Add(new IndicatorCondition(attribute.Value, "equal", clauses.Texts()));
                        break;
                    }

                    foreach (var (clause, value) in clauses.Items.SelectMany(c => c.Entries))
                    {
                        complete &= value is not YMap;
                        into.Add(new IndicatorCondition(attribute.Value, clause.Value, value.Texts()));
                    }

                    break;
            }
        }
    }

    private static YNode? Inputs(YNode? inputs)
    {
        if (inputs is not YMap map)
        {
            return inputs;
        }

        var result = new YMap(map.File, map.Line, map.Column);
        foreach (var (key, value) in map.Pairs)
        {
            result.Set(key, value is YMap { Pairs: [{ Key.Value: "value" } only] } ? only.Value : value);
        }

        return result;
    }
}
