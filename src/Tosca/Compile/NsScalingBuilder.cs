using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Scaling aspects and instantiation levels of a network service and their mappings to constituents (SOL001 §7.10.6 to §7.10.13).</summary>
internal sealed class NsScalingBuilder(ServiceTemplate template, List<VnfProfile> vnfs, List<NestedNsProfile> nested, DiagnosticBag diagnostics)
{
    public List<NsScalingAspect> Aspects()
    {
        var definitions = template.PoliciesOf("tosca.policies.nfv.NsScalingAspects").SelectMany(p => p["aspects"].OrEmpty()).ToList();
        var mappings = template.Policies.Where(p => p.Type.IsA("tosca.policies.nfv.VnfToLevelMapping") || p.Type.IsA("tosca.policies.nfv.NsToLevelMapping")).ToList();
        foreach (var mapping in mappings)
        {
            if (mapping["aspect"]?.Text is { } name && definitions.TrueForAll(d => d.Key.Value != name))
            {
                diagnostics.Error("TOSCA0403", mapping["aspect"]!, $"policy '{mapping.Name}' refers to the scaling aspect '{name}', which is not defined", "SOL001 §7.10.7", DidYouMean.Hint(name, definitions.Select(d => d.Key.Value)));
            }
        }

        return definitions.ConvertAll(d => new NsScalingAspect
        {
            AspectId = d.Key.Value,
            Name = d.Value["name"]?.Text ?? d.Key.Value,
            Description = d.Value["description"]?.Text,
            Levels = d.Value["ns_scale_levels"].OrEmpty().OrderBy(l => int.TryParse(l.Key.Value, out var n) ? n : int.MaxValue)
                .Select(l => (IReadOnlyDictionary<string, int>)Instances(mappings.Where(m => m["aspect"]?.Text == d.Key.Value), l.Key.Value)).ToList(),
        });
    }

    public (List<NsInstantiationLevel> Levels, string Default) Levels()
    {
        var policy = template.PoliciesOf("tosca.policies.nfv.NsInstantiationLevels").FirstOrDefault();
        var definitions = policy?["ns_levels"].OrEmpty() ?? [];
        var mappings = template.Policies.Where(p => p.Type.IsA("tosca.policies.nfv.VnfToInstantiationLevelMapping") || p.Type.IsA("tosca.policies.nfv.NsToInstantiationLevelMapping")).ToList();
        foreach (var (key, _) in mappings.SelectMany(m => m["number_of_instances"].OrEmpty()))
        {
            if (definitions.All(d => d.Key.Value != key.Value))
            {
                diagnostics.Error("TOSCA0403", key, $"a level mapping refers to the level '{key.Value}', which is not defined", "SOL001 §7.10.11", DidYouMean.Hint(key.Value, definitions.Select(d => d.Key.Value)));
            }
        }

        var levels = definitions.Select(d =>
        {
            var instances = Minimum();
            foreach (var (profile, n) in Instances(mappings, d.Key.Value))
            {
                instances[profile] = n;
            }

            return new NsInstantiationLevel { LevelId = d.Key.Value, Description = d.Value["description"]?.Text, InstancesByProfile = instances };
        }).ToList();
        if (levels.Count == 0)
        {
            levels.Add(new NsInstantiationLevel { LevelId = "default", Description = "made from the minimum numbers of instances", InstancesByProfile = Minimum() });
        }

        var preferred = policy?["default_level"];
        if (preferred?.Text is { } id && !levels.Exists(l => l.LevelId == id))
        {
            diagnostics.Error("TOSCA0403", preferred, $"default_level '{id}' is not defined", "SOL001 §7.10.10", DidYouMean.Hint(id, levels.Select(l => l.LevelId)));
        }

        return (levels, preferred?.Text ?? levels[0].LevelId);
    }

    private Dictionary<string, int> Minimum()
    {
        var result = vnfs.ToDictionary(v => v.ProfileId, v => v.MinNumberOfInstances, StringComparer.Ordinal);
        nested.ForEach(n => result[n.ProfileId] = n.MinNumberOfInstances);
        return result;
    }

    private Dictionary<string, int> Instances(IEnumerable<Policy> mappings, string level)
    {
        var result = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var mapping in mappings)
        {
            foreach (var target in mapping.Targets)
            {
                if (target.Text is { } name && !vnfs.Exists(v => v.ProfileId == name) && !nested.Exists(n => n.ProfileId == name))
                {
                    diagnostics.Error("TOSCA0403", target, $"policy '{mapping.Name}' has the target '{name}', which is no VNF or nested NS of this template", "SOL001 §7.10.11", DidYouMean.Hint(name, vnfs.Select(v => v.ProfileId)));
                }
                else if (target.Text is { } profile && mapping["number_of_instances"]?[level].Int() is { } n)
                {
                    result[profile] = n;
                }
            }
        }

        return result;
    }
}
