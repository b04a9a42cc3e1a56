using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Scaling aspects and instantiation levels of a network service and their mappings to constituents and links (SOL001 §7.10.6 to §7.10.13).</summary>
internal sealed class NsScalingBuilder(ServiceTemplate template, List<VnfProfile> vnfs, List<NestedNsProfile> nested, List<NsVirtualLink> links, DiagnosticBag diagnostics)
{
    public List<NsScalingAspect> Aspects()
    {
        var definitions = template.PoliciesOf("tosca.policies.nfv.NsScalingAspects").SelectMany(p => p["aspects"].OrEmpty()).ToList();
        var mappings = template.Policies.Where(p => p.Type.IsA("tosca.policies.nfv.VnfToLevelMapping") || p.Type.IsA("tosca.policies.nfv.NsToLevelMapping")).ToList();
        var linkMappings = template.PoliciesOf("tosca.policies.nfv.VirtualLinkToLevelMapping").ToList();
        var aspects = new List<NsScalingAspect>();
        foreach (var (key, body) in definitions)
        {
            if (aspects.Exists(a => a.AspectId == key.Value))
            {
                diagnostics.Error("TOSCA0317", key, $"scaling aspect '{key.Value}' is defined by two policies", "SOL001 §7.10.6", "keep one of them");
                continue;
            }

            var levels = body["ns_scale_levels"].OrEmpty().OrderBy(l => int.TryParse(l.Key.Value, out var n) ? n : int.MaxValue).ToList();
            CheckContiguous(key.Value, levels);
            var ids = levels.ConvertAll(l => l.Key.Value);
            var (own, ownLinks) = (mappings.FindAll(m => m["aspect"]?.Text == key.Value), linkMappings.FindAll(m => m["aspect"]?.Text == key.Value));
            own.ForEach(m => CheckLevels(m, m["number_of_instances"], ids, "SOL001 §7.10.7"));
            ownLinks.ForEach(m => CheckLevels(m, m["bit_rate_requirements"], ids, "SOL001 §7.10.9"));
            if (own.Count + ownLinks.Count == 0)
            {
                diagnostics.Deviation("TOSCA0312", key, $"scaling aspect '{key.Value}' changes nothing: no level mapping names it", "SOL001 §7.10.7");
            }

            aspects.Add(new NsScalingAspect
            {
                AspectId = key.Value,
                Name = body["name"]?.Text ?? key.Value,
                Description = body["description"]?.Text,
                Levels = levels.ConvertAll(l => (IReadOnlyDictionary<string, int>)Instances(own, l.Key.Value)),
                VirtualLinkBitrates = ownLinks.Count == 0 ? [] : levels.ConvertAll(l => (IReadOnlyDictionary<string, LinkBitrate>)Bitrates(ownLinks, l.Key.Value)),
            });
        }

        foreach (var mapping in mappings.Concat(linkMappings))
        {
            if (mapping["aspect"]?.Text is { } name && !aspects.Exists(a => a.AspectId == name))
            {
                diagnostics.Error("TOSCA0403", mapping["aspect"]!, $"policy '{mapping.Name}' refers to the scaling aspect '{name}', which is not defined", "SOL001 §7.10.7", DidYouMean.Hint(name, aspects.Select(a => a.AspectId)));
            }
        }

        return aspects;
    }

    public (List<NsInstantiationLevel> Levels, string Default) Levels()
    {
        var policy = template.PoliciesOf("tosca.policies.nfv.NsInstantiationLevels").FirstOrDefault();
        var definitions = policy?["ns_levels"].OrEmpty() ?? [];
        var ids = definitions.Select(d => d.Key.Value).ToList();
        var mappings = template.Policies.Where(p => p.Type.IsA("tosca.policies.nfv.VnfToInstantiationLevelMapping") || p.Type.IsA("tosca.policies.nfv.NsToInstantiationLevelMapping")).ToList();
        var linkMappings = template.PoliciesOf("tosca.policies.nfv.VirtualLinkToInstantiationLevelMapping").ToList();
        mappings.ForEach(m => CheckLevels(m, m["number_of_instances"], ids, "SOL001 §7.10.11"));
        linkMappings.ForEach(m => CheckLevels(m, m["bit_rate_requirements"], ids, "SOL001 §7.10.13"));
        var levels = definitions.Select(d =>
        {
            var instances = Minimum();
            foreach (var (profile, n) in Instances(mappings, d.Key.Value))
            {
                instances[profile] = n;
            }

            return new NsInstantiationLevel { LevelId = d.Key.Value, Description = d.Value["description"]?.Text, InstancesByProfile = instances, BitrateByVirtualLink = Bitrates(linkMappings, d.Key.Value) };
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

    private void CheckContiguous(string aspect, List<KeyValuePair<YScalar, YNode>> levels)
    {
        for (var i = 0; i < levels.Count; i++)
        {
            if (levels[i].Key.Value != i.ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                diagnostics.Deviation("TOSCA0407", levels[i].Key, $"scale levels of aspect '{aspect}' are numbered 0, 1, 2, …; found '{levels[i].Key.Value}' in place of {i}", "SOL001 §7.10.6");
                return;
            }
        }
    }

    /// <summary>A mapping speaks of every level and of no other.</summary>
    private void CheckLevels(Policy mapping, YNode? map, List<string> levels, string clause)
    {
        if (map is null)
        {
            return;
        }

        foreach (var (key, _) in map.Entries)
        {
            if (!levels.Contains(key.Value, StringComparer.Ordinal))
            {
                diagnostics.Error("TOSCA0403", key, $"policy '{mapping.Name}' refers to the level '{key.Value}', which is not defined", clause, DidYouMean.Hint(key.Value, levels) ?? (levels.Count == 0 ? "define the levels" : $"the levels are {string.Join(", ", levels)}"));
            }
        }

        var missing = levels.FindAll(l => map[l] is null);
        if (missing.Count > 0)
        {
            diagnostics.Deviation("TOSCA0407", map, $"policy '{mapping.Name}' says nothing for the level(s) {string.Join(", ", missing)}; what it maps stays as it is there", clause);
        }
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
                if (target.Text is not { } profile)
                {
                    continue;
                }

                if (Range(profile) is not { } range)
                {
                    diagnostics.Error("TOSCA0403", target, $"policy '{mapping.Name}' has the target '{profile}', which is no VNF or nested NS of this template", "SOL001 §7.10.11", DidYouMean.Hint(profile, vnfs.Select(v => v.ProfileId).Concat(nested.Select(n => n.ProfileId))));
                }
                else if (mapping["number_of_instances"]?[level] is { } number && number.Int() is { } n)
                {
                    result[profile] = n;
                    if (n < range.Min || n > range.Max)
                    {
                        diagnostics.Deviation("TOSCA0314", number, $"level '{level}' has {n} instances of '{profile}', outside of its profile ({range.Min} to {range.Max})", "SOL001 §6.2.25", "widen vnf_profile, or change the level");
                    }
                }
            }
        }

        return result;
    }

    private (int Min, int Max)? Range(string profile) =>
        vnfs.Find(v => v.ProfileId == profile) is { } vnf ? (vnf.MinNumberOfInstances, vnf.MaxNumberOfInstances)
        : nested.Find(n => n.ProfileId == profile) is { } ns ? (ns.MinNumberOfInstances, ns.MaxNumberOfInstances) : null;

    private Dictionary<string, LinkBitrate> Bitrates(IEnumerable<Policy> mappings, string level)
    {
        var result = new Dictionary<string, LinkBitrate>(StringComparer.Ordinal);
        foreach (var mapping in mappings)
        {
            foreach (var target in mapping.Targets)
            {
                if (target.Text is { } link && !links.Exists(l => l.Id == link))
                {
                    diagnostics.Error("TOSCA0403", target, $"policy '{mapping.Name}' has the target '{link}', which is no virtual link of this template", "SOL001 §7.10.9", DidYouMean.Hint(link, links.Select(l => l.Id)));
                }
                else if (target.Text is { } id && (mapping["bit_rate_requirements"]?[level]).Bitrate() is { } bitrate)
                {
                    result[id] = bitrate;
                }
            }
        }

        return result;
    }
}
