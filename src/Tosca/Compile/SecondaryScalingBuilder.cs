using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// What grows beside the VDUs: bit rates of internal links (SOL001 §6.10.4 to §6.10.7) and numbers of VipCps and VirtualCps
/// (SOL001 ≥ 4.3.1). The same three kinds of policy for each: deltas of an aspect, initial delta, instantiation levels.
/// </summary>
internal sealed class SecondaryScalingBuilder(ServiceTemplate template, IReadOnlyList<InternalVirtualLink> links, IReadOnlyList<string> cps, DiagnosticBag diagnostics)
{
    private static readonly string[] s_cpKinds = ["VipCp", "VirtualCp"];

    public List<ScalingAspect> Aspects(List<ScalingAspect> aspects)
    {
        var bitrates = Deltas("VirtualLinkBitrateScalingAspectDeltas", aspects, LinkIds, Bitrate);
        var numbers = s_cpKinds.SelectMany(k => Deltas($"{k}ScalingAspectDeltas", aspects, cps, Number)).ToList();
        return aspects.ConvertAll(a => a with
        {
            VirtualLinkDeltas = bitrates.Where(b => b.Aspect == a.AspectId).Select(b => new VirtualLinkDelta(b.Target, b.Values)).ToList(),
            CpDeltas = numbers.Where(n => n.Aspect == a.AspectId).Select(n => new CpDelta(n.Target, n.Values)).ToList(),
        });
    }

    public Dictionary<string, LinkBitrate> InitialBitrates() => Initial("VirtualLinkBitrateInitialDelta", LinkIds, Bitrate);

    public Dictionary<string, int> InitialNumbers() => s_cpKinds.SelectMany(k => Initial($"{k}InitialDelta", cps, Number)).DistinctBy(n => n.Key).ToDictionary(StringComparer.Ordinal);

    public List<InstantiationLevel> Levels(List<InstantiationLevel> levels, List<ScalingAspect> aspects)
    {
        // the same bound as for VDUs: every level has a number for each of them
        if ((long)levels.Count * (links.Count + cps.Count + aspects.Sum(a => (long)a.VirtualLinkDeltas.Count + a.CpDeltas.Count)) > AspectIndex.MaxWork)
        {
            diagnostics.Error("TOSCA0125", template.Topology, $"{levels.Count} levels of {links.Count} links and {cps.Count} addresses are too many to be worked out");
            return levels;
        }

        var (bitrates, numbers) = (InitialBitrates(), InitialNumbers());
        var growing = aspects.FindAll(a => a.VirtualLinkDeltas.Count + a.CpDeltas.Count > 0);
        var (scaledLinks, scaledCps) = (growing.SelectMany(a => a.VirtualLinkDeltas).Select(d => d.VirtualLinkId).ToHashSet(StringComparer.Ordinal), growing.SelectMany(a => a.CpDeltas).Select(d => d.CpId).ToHashSet(StringComparer.Ordinal));
        var saidBitrates = PerLevel("VirtualLinkInstantiationLevels", levels, LinkIds, Bitrate);
        var saidNumbers = s_cpKinds.SelectMany(k => PerLevel($"{k}InstantiationLevels", levels, cps, Number)).DistinctBy(n => n.Key).ToDictionary(n => n.Key, n => n.Value);
        return levels.ConvertAll(level => level with
        {
            BitrateByVirtualLink = LinkIds.Select(id => (Id: id, Value: Check(level, id, saidBitrates, scaledLinks.Contains(id), ComputedBitrate(level, id, bitrates, scaledLinks.Contains(id) ? growing : []))))
                .Where(p => p.Value is not null).ToDictionary(p => p.Id, p => InProfile(level, p.Id, p.Value!, saidBitrates), StringComparer.Ordinal),
            InstancesByCp = cps.Select(id => (Id: id, Value: CheckNumber(level, id, saidNumbers, scaledCps.Contains(id) ? growing : [], numbers)))
                .Where(p => p.Value is not null).ToDictionary(p => p.Id, p => p.Value!.Value, StringComparer.Ordinal),
        });
    }

    private IReadOnlyList<string> LinkIds { get; } = links.Select(l => l.Id).ToList();

    private (bool Ok, LinkBitrate Value) Bitrate(YNode node) => template.Static(node["bitrate_requirements"]).Bitrate() is { } v ? (true, v) : (false, new LinkBitrate(0, null));

    private (bool Ok, int Value) Number(YNode node) => template.Static(node["number_of_instances"]).Int() is { } v ? (true, v) : (false, 0);

    private static LinkBitrate? ComputedBitrate(InstantiationLevel level, string link, Dictionary<string, LinkBitrate> initial, List<ScalingAspect> aspects)
    {
        if (!initial.TryGetValue(link, out var sum))
        {
            return null;
        }

        foreach (var added in aspects.Select(a => a.BitrateAdded(link, level.ScaleLevelByAspect.GetValueOrDefault(a.AspectId))).OfType<LinkBitrate>())
        {
            sum = new LinkBitrate(sum.RootBitsPerSecond + added.RootBitsPerSecond, sum.LeafBitsPerSecond is null && added.LeafBitsPerSecond is null ? null : (sum.LeafBitsPerSecond ?? 0) + (added.LeafBitsPerSecond ?? 0));
        }

        return sum;
    }

    private LinkBitrate? Check(InstantiationLevel level, string link, Dictionary<(string, string), (LinkBitrate Value, YNode At)> said, bool scales, LinkBitrate? computed)
    {
        if (!said.TryGetValue((link, level.LevelId), out var entry))
        {
            return computed;
        }

        if (scales && computed is not null && computed != entry.Value)
        {
            diagnostics.Deviation("TOSCA0312", entry.At, $"level '{level.LevelId}' gives '{link}' {Text(entry.Value)}, but its scale levels and deltas give {Text(computed)}; the level counts", "SOL001 §6.10.4");
        }

        return entry.Value;
    }

    private LinkBitrate InProfile(InstantiationLevel level, string link, LinkBitrate value, Dictionary<(string, string), (LinkBitrate Value, YNode At)> said)
    {
        if (!said.TryGetValue((link, level.LevelId), out var entry))
        {
            return value;
        }

        var (min, max) = links.First(l => l.Id == link) is var l ? (l.MinBitrate?.RootBitsPerSecond, l.MaxBitrate?.RootBitsPerSecond) : default;
        if (value.RootBitsPerSecond < min || value.RootBitsPerSecond > max)
        {
            diagnostics.Deviation("TOSCA0314", entry.At, $"level '{level.LevelId}' gives '{link}' {Text(value)}, outside of its profile ({min} to {max} bit/s)", "SOL001 §6.2.24");
        }

        return value;
    }

    private int? CheckNumber(InstantiationLevel level, string cp, Dictionary<(string, string), (int Value, YNode At)> said, List<ScalingAspect> aspects, Dictionary<string, int> initial)
    {
        int? computed = initial.TryGetValue(cp, out var first) ? first + aspects.Sum(a => a.CpInstancesAdded(cp, level.ScaleLevelByAspect.GetValueOrDefault(a.AspectId))) : null;
        if (!said.TryGetValue((cp, level.LevelId), out var entry))
        {
            return computed;
        }

        if (computed is not null && computed != entry.Value && aspects.Count > 0)
        {
            diagnostics.Deviation("TOSCA0312", entry.At, $"level '{level.LevelId}' has {entry.Value} instances of '{cp}', but its scale levels and deltas give {computed}; the level counts", "SOL001 §6.10.3");
        }

        return entry.Value;
    }

    private List<(string Aspect, string Target, Dictionary<string, T> Values)> Deltas<T>(string policyType, List<ScalingAspect> aspects, IReadOnlyList<string> known, Func<YNode, (bool Ok, T Value)> read)
    {
        var result = new List<(string, string, Dictionary<string, T>)>();
        foreach (var policy in Policies(policyType))
        {
            if (policy["aspect"]?.Text is not { } name)
            {
                continue;
            }

            if (aspects.Find(a => a.AspectId == name) is not { } aspect)
            {
                ScalingBuilder.UnknownAspect(diagnostics, policy, policy["aspect"]!, name, aspects);
                continue;
            }

            var values = Values(policy["deltas"], read);
            foreach (var missing in aspect.StepDeltas.Where(s => !values.ContainsKey(s)))
            {
                diagnostics.Deviation("TOSCA0312", policy["deltas"] ?? policy.At, $"policy '{policy.Name}' does not define the delta '{missing}' that aspect '{name}' uses; the step adds nothing", "SOL001 §6.10.5", DidYouMean.Hint(missing, values.Keys));
            }

            result.AddRange(Targets(policy, known).Select(t => (name, t, values)));
        }

        return result;
    }

    private Dictionary<string, T> Initial<T>(string policyType, IReadOnlyList<string> known, Func<YNode, (bool Ok, T Value)> read)
    {
        var result = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var policy in Policies(policyType))
        {
            if (policy["initial_delta"] is { } delta && read(delta) is (true, var value))
            {
                foreach (var target in Targets(policy, known))
                {
                    result.TryAdd(target, value);
                }
            }
        }

        return result;
    }

    private Dictionary<(string Target, string Level), (T Value, YNode At)> PerLevel<T>(string policyType, List<InstantiationLevel> levels, IReadOnlyList<string> known, Func<YNode, (bool Ok, T Value)> read)
    {
        var result = new Dictionary<(string, string), (T, YNode)>();
        foreach (var policy in Policies(policyType))
        {
            var targets = Targets(policy, known);
            foreach (var (key, body) in policy["levels"].OrEmpty())
            {
                if (!levels.Exists(l => l.LevelId == key.Value))
                {
                    diagnostics.ErrorUnless(policy.Misplaced, "TOSCA0305", key, $"policy '{policy.Name}' refers to the level '{key.Value}', which is not defined", "SOL001 §6.10.3", DidYouMean.Hint(key.Value, levels.Select(l => l.LevelId)));
                }
                else if (read(body) is (true, var value))
                {
                    targets.ForEach(t => result[(t, key.Value)] = (value, body));
                }
            }
        }

        return result;
    }

    private IEnumerable<Policy> Policies(string type) => template.PoliciesOf("tosca.policies.nfv." + type);

    private static Dictionary<string, T> Values<T>(YNode? map, Func<YNode, (bool Ok, T Value)> read)
    {
        var result = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, body) in map.OrEmpty())
        {
            if (read(body) is (true, var value))
            {
                result[key.Value] = value;
            }
        }

        return result;
    }

    private List<string> Targets(Policy policy, IReadOnlyList<string> known)
    {
        var (result, ids) = (new List<string>(), known.ToHashSet(StringComparer.Ordinal));
        foreach (var target in policy.Targets)
        {
            if (target.Text is { } name && ids.Contains(name))
            {
                result.Add(name);
            }
            else if (target.Text is { } unknown)
            {
                diagnostics.ErrorUnless(policy.Misplaced, "TOSCA0307", target, $"policy '{policy.Name}' has the target '{unknown}', which is nothing of the kind it applies to in this template", "SOL001 §6.10", DidYouMean.Hint(unknown, known));
            }
        }

        return result;
    }

    private static string Text(LinkBitrate bitrate) => $"{bitrate.RootBitsPerSecond} bit/s (leaf {bitrate.LeafBitsPerSecond?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not said"})";
}
