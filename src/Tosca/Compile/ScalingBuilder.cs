using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Scaling aspects, deltas and instantiation levels of a flavour (SOL001 §6.10.1 to §6.10.7), checked against each other.</summary>
internal sealed class ScalingBuilder(ServiceTemplate template, DiagnosticBag diagnostics)
{
    private (List<Vdu>? Vdus, HashSet<string> Ids) _known = (null, []);

    public List<ScalingAspect> Aspects(List<Vdu> vdus)
    {
        var aspects = new List<ScalingAspect>();
        var deltaPolicies = template.PoliciesOf("tosca.policies.nfv.VduScalingAspectDeltas").ToList();
        foreach (var (key, body) in template.PoliciesOf("tosca.policies.nfv.ScalingAspects").SelectMany(p => p["aspects"].OrEmpty()))
        {
            if (aspects.Exists(a => a.AspectId == key.Value))
            {
                diagnostics.Error("TOSCA0317", key, $"scaling aspect '{key.Value}' is defined by two policies", "SOL001 §6.10.2", "keep one of them");
                continue;
            }

            var steps = body["step_deltas"].Texts();
            var deltas = new List<VduDelta>();
            foreach (var policy in deltaPolicies.Where(p => p["aspect"]?.Text == key.Value))
            {
                var numbers = policy["deltas"].OrEmpty().ToDictionary(d => d.Key.Value, d => template.Static(d.Value["number_of_instances"]).Int() ?? 0, StringComparer.Ordinal);
                foreach (var missing in steps.Where(s => !numbers.ContainsKey(s)))
                {
                    diagnostics.Deviation("TOSCA0312", policy["deltas"] ?? policy.At, $"policy '{policy.Name}' does not define the delta '{missing}' that aspect '{key.Value}' uses; the step adds nothing", "SOL001 §6.10.5", DidYouMean.Hint(missing, numbers.Keys));
                }

                deltas.AddRange(Targets(policy, vdus).Select(v => new VduDelta(v, numbers)));
            }

            if (deltas.Count == 0 && !template.Policies.Exists(p => p.Type.Name.EndsWith("ScalingAspectDeltas", StringComparison.Ordinal) && p["aspect"]?.Text == key.Value))
            {
                diagnostics.Deviation("TOSCA0312", key, $"scaling aspect '{key.Value}' changes nothing: no policy of type VduScalingAspectDeltas or the like names it", "SOL001 §6.10.5");
            }

            aspects.Add(new ScalingAspect
            {
                AspectId = key.Value,
                Name = body["name"]?.Text ?? key.Value,
                Description = body["description"]?.Text,
                MaxScaleLevel = template.Static(body["max_scale_level"]).Int() ?? 0,
                StepDeltas = steps,
                VduDeltas = deltas,
            });
        }

        foreach (var policy in deltaPolicies)
        {
            if (policy["aspect"]?.Text is { } name && !aspects.Exists(a => string.Equals(a.AspectId, name, StringComparison.Ordinal)))
            {
                UnknownAspect(policy, policy["aspect"]!, name, aspects);
            }
        }

        return aspects;
    }

    public (List<Vdu> Vdus, List<InstantiationLevel> Levels, string Default) Levels(List<Vdu> vdus, List<ScalingAspect> aspects)
    {
        var policy = template.PoliciesOf("tosca.policies.nfv.InstantiationLevels").FirstOrDefault();
        var perVdu = PerVduLevels(vdus, policy);
        var definitions = policy?["levels"].OrEmpty() ?? [];
        var index = new AspectIndex(aspects);
        if (!index.Bears(definitions.Count, vdus.Count))
        {
            diagnostics.Error("TOSCA0125", policy!.At, $"{definitions.Count} levels of {vdus.Count} VDUs are too many to be worked out");
            definitions = [];
        }

        var scaleLevels = definitions.ToDictionary(l => l.Key.Value, l => ScaleInfo(policy!, l.Key.Value, l.Value, aspects), StringComparer.Ordinal);
        var defaultId = DefaultLevel(policy, definitions);
        vdus = vdus.ConvertAll(v => v with { InitialDelta = InitialDelta(v, perVdu, defaultId, scaleLevels, index) });

        int Computed(Vdu vdu, Dictionary<string, int> scale) => vdu.InitialDelta + index.Added(vdu.Id, scale);

        var levels = new List<InstantiationLevel>();
        foreach (var (key, body) in definitions)
        {
            var scale = scaleLevels[key.Value];
            var instances = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var vdu in vdus)
            {
                var computed = Computed(vdu, scale);
                var said = perVdu.TryGetValue((vdu.Id, key.Value), out var entry) ? entry.Number : (int?)null;
                instances[vdu.Id] = said ?? computed;
                if (said is { } n && n != computed && index.Scales(vdu.Id))
                {
                    diagnostics.Deviation("TOSCA0312", entry.At, $"level '{key.Value}' has {n} instances of '{vdu.Id}', but its scale levels and deltas give {computed}; the level counts", "SOL001 §6.10.3");
                }

                if (instances[vdu.Id] > vdu.MaxNumberOfInstances || instances[vdu.Id] < vdu.MinNumberOfInstances)
                {
                    diagnostics.Deviation("TOSCA0314", said is null ? key : entry.At, $"level '{key.Value}' has {instances[vdu.Id]} instances of '{vdu.Id}', outside of its profile ({vdu.MinNumberOfInstances} to {vdu.MaxNumberOfInstances})", "SOL001 §6.2.21");
                }
            }

            levels.Add(new InstantiationLevel
            {
                LevelId = key.Value,
                Description = body["description"]?.Text,
                InstancesByVdu = instances,
                ScaleLevelByAspect = scale,
            });
        }

        if (levels.Count == 0)
        {
            levels.Add(new InstantiationLevel
            {
                LevelId = "default",
                Description = "made from the initial deltas: the descriptor has no instantiation levels",
                InstancesByVdu = vdus.ToDictionary(v => v.Id, v => v.InitialDelta, StringComparer.Ordinal),
                ScaleLevelByAspect = aspects.ToDictionary(a => a.AspectId, _ => 0, StringComparer.Ordinal),
            });
        }

        return (vdus, levels, defaultId ?? levels[0].LevelId);
    }

    private Dictionary<(string Vdu, string Level), (int Number, YNode At)> PerVduLevels(List<Vdu> vdus, Policy? levels)
    {
        var known = levels?["levels"].OrEmpty().Select(l => l.Key.Value).ToList() ?? [];
        var result = new Dictionary<(string, string), (int, YNode)>();
        foreach (var policy in template.PoliciesOf("tosca.policies.nfv.VduInstantiationLevels"))
        {
            if (levels is null)
            {
                diagnostics.ErrorUnless(policy.Misplaced, "TOSCA0311", policy.At, $"policy '{policy.Name}' gives numbers of instances for levels, but the flavour has no policy of type tosca.policies.nfv.InstantiationLevels that defines them", "SOL001 §6.10.1", "add the policy InstantiationLevels with the levels " + string.Join(", ", policy["levels"].OrEmpty().Select(l => l.Key.Value)));
                continue;
            }

            foreach (var (key, body) in policy["levels"].OrEmpty())
            {
                if (!known.Contains(key.Value, StringComparer.Ordinal))
                {
                    diagnostics.ErrorUnless(policy.Misplaced, "TOSCA0305", key, $"policy '{policy.Name}' refers to the level '{key.Value}', which is not defined", "SOL001 §6.10.3", DidYouMean.Hint(key.Value, known));
                }
            }

            foreach (var vdu in Targets(policy, vdus))
            {
                foreach (var (key, body) in policy["levels"].OrEmpty())
                {
                    if (template.Static(body["number_of_instances"]).Int() is { } n)
                    {
                        result[(vdu, key.Value)] = (n, body);
                    }
                }
            }
        }

        return result;
    }

    private int InitialDelta(Vdu vdu, Dictionary<(string Vdu, string Level), (int Number, YNode At)> perVdu, string? defaultLevel, Dictionary<string, Dictionary<string, int>> scaleLevels, AspectIndex index)
    {
        foreach (var policy in template.PoliciesOn("tosca.policies.nfv.VduInitialDelta", vdu.Id))
        {
            if (template.Static(policy["initial_delta"]?["number_of_instances"]).Int() is { } n)
            {
                return n;
            }
        }

        // no policy: what the default level has, less what its scale levels add; else the minimum of the profile
        if (defaultLevel is not null && perVdu.TryGetValue((vdu.Id, defaultLevel), out var said))
        {
            return scaleLevels.TryGetValue(defaultLevel, out var scale) ? Math.Max(0, said.Number - index.Added(vdu.Id, scale)) : said.Number;
        }

        return vdu.MinNumberOfInstances;
    }

    private string? DefaultLevel(Policy? policy, IReadOnlyList<KeyValuePair<YScalar, YNode>> definitions)
    {
        if (policy?["default_level"] is { Text: { } id } at)
        {
            if (definitions.Any(d => d.Key.Value == id))
            {
                return id;
            }

            diagnostics.ErrorUnless(policy.Misplaced, "TOSCA0305", at, $"default_level '{id}' is not defined", "SOL001 §6.10.1", DidYouMean.Hint(id, definitions.Select(d => d.Key.Value)));
        }
        else if (definitions.Count > 1)
        {
            diagnostics.Deviation("TOSCA0305", policy!.At, $"there are {definitions.Count} levels and no default_level; '{definitions[0].Key.Value}' is taken", "SOL001 §6.10.1");
        }

        return definitions.Count > 0 ? definitions[0].Key.Value : null;
    }

    private Dictionary<string, int> ScaleInfo(Policy policy, string level, YNode body, List<ScalingAspect> aspects)
    {
        var result = aspects.ToDictionary(a => a.AspectId, _ => 0, StringComparer.Ordinal);
        foreach (var (key, info) in body["scale_info"].OrEmpty())
        {
            if (aspects.Find(a => a.AspectId == key.Value) is not { } aspect)
            {
                UnknownAspect(policy, key, key.Value, aspects);
                continue;
            }

            var n = template.Static(info["scale_level"]).Int() ?? 0;
            if (n > aspect.MaxScaleLevel || n < 0)
            {
                diagnostics.ErrorUnless(policy.Misplaced, "TOSCA0306", info, $"level '{level}' puts aspect '{aspect.AspectId}' at scale level {n}; it has the levels 0 to {aspect.MaxScaleLevel}", "SOL001 §6.10.1");
            }

            result[key.Value] = n;
        }

        return result;
    }

    private void UnknownAspect(Policy policy, YNode at, string name, List<ScalingAspect> aspects) => UnknownAspect(diagnostics, policy, at, name, aspects);

    public static void UnknownAspect(DiagnosticBag diagnostics, Policy policy, YNode at, string name, List<ScalingAspect> aspects) =>
        diagnostics.ErrorUnless(policy.Misplaced, "TOSCA0306", at, $"policy '{policy.Name}' refers to the scaling aspect '{name}', which is not defined", "SOL001 §6.10.2", DidYouMean.Hint(name, aspects.Select(a => a.AspectId)) ?? "define it in a policy of type tosca.policies.nfv.ScalingAspects");

    private List<string> Targets(Policy policy, List<Vdu> vdus)
    {
        if (_known.Vdus != vdus)
        {
            _known = (vdus, vdus.Select(v => v.Id).ToHashSet(StringComparer.Ordinal));
        }

        var result = new List<string>();
        foreach (var target in policy.Targets)
        {
            if (target.Text is not { } name)
            {
                continue;
            }

            if (_known.Ids.Contains(name))
            {
                result.Add(name);
            }
            else
            {
                diagnostics.ErrorUnless(policy.Misplaced, "TOSCA0307", target, $"policy '{policy.Name}' has the target '{name}', which is no VDU of this template", "SOL001 §6.10", DidYouMean.Hint(name, vdus.Select(v => v.Id)));
            }
        }

        return result;
    }
}
