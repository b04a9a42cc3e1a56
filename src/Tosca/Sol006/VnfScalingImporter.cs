using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>Scaling aspects, instantiation levels and thresholds of a flavour.</summary>
internal sealed class VnfScalingImporter(Sol006Context context, YangNode df, string flavourId, IReadOnlyCollection<string> otherVdus)
{
    public List<ScalingAspect> Aspects(IReadOnlyList<Vdu> vdus, IReadOnlyList<string> links, IReadOnlyList<string> cps) =>
        df.List("scaling-aspect").Where(a => Id(a, "scaling-aspect") is not null).Select(a => Aspect(a, vdus, links, cps)).DistinctBy(a => a.AspectId).ToList();

    public (List<Vdu> Vdus, List<InstantiationLevel> Levels, string Default) Levels(List<Vdu> vdus, List<ScalingAspect> aspects)
    {
        var nodes = df.List("instantiation-level").Where(l => Id(l, "instantiation-level") is not null).DistinctBy(l => l.Text("id")).ToList();
        var index = new AspectIndex(aspects);
        if (!index.Bears(nodes.Count, vdus.Count))
        {
            context.Diagnostics.Error("TOSCA0125", df.At, $"{nodes.Count} levels of {vdus.Count} VDUs are too many to be worked out");
            nodes = [];
        }

        var said = nodes.ToDictionary(l => l.Text("id")!, l => Numbers(l, vdus), StringComparer.Ordinal);
        var scales = nodes.ToDictionary(l => l.Text("id")!, l => Scale(l, aspects), StringComparer.Ordinal);
        var wanted = df["default-instantiation-level"];
        var fallback = nodes.Count > 0 ? nodes[0].Text("id")! : "default";
        if (wanted?.Value is { } id && !said.ContainsKey(id))
        {
            context.Broken(wanted.At, $"the default instantiation level '{id}' of flavour '{flavourId}' is not there", id, said.Keys);
        }
        else if (wanted is null && nodes.Count > 1)
        {
            context.Diagnostics.Deviation("TOSCA0305", df.At, $"flavour '{flavourId}' has {nodes.Count} instantiation levels and no default; '{fallback}' is taken", "SOL006 §6", "add default-instantiation-level");
        }

        var defaultId = wanted?.Value is { } named && said.ContainsKey(named) ? named : fallback;

        // SOL006 has no initial deltas: level 0 of every aspect is the default level less what its scale levels add
        vdus = vdus.ConvertAll(v => v with
        {
            InitialDelta = said.GetValueOrDefault(defaultId)?.GetValueOrDefault(v.Id) is { } n and > 0
                ? Math.Max(0, n - index.Added(v.Id, scales[defaultId]))
                : v.MinNumberOfInstances,
        });
        var levels = nodes.ConvertAll(l => Level(l, vdus, index, said[l.Text("id")!], scales[l.Text("id")!]));
        if (levels.Count == 0)
        {
            context.Diagnostics.Deviation("TOSCA0505", df.At, $"flavour '{flavourId}' has no instantiation-level; one of the minimum numbers of instances is made", "SOL006 §6", "add an instantiation-level");
            levels.Add(new InstantiationLevel
            {
                LevelId = "default",
                Description = "made from the minimum numbers of instances: the descriptor has no instantiation levels",
                InstancesByVdu = vdus.ToDictionary(v => v.Id, v => v.InitialDelta, StringComparer.Ordinal),
                ScaleLevelByAspect = aspects.ToDictionary(a => a.AspectId, _ => 0, StringComparer.Ordinal),
            });
        }

        return (vdus, levels, defaultId);
    }

    /// <summary>OSM's automatic scaling policies: thresholds on monitoring parameters.</summary>
    public List<AutoScalePolicy> Thresholds(IReadOnlyList<Vdu> vdus)
    {
        var result = new List<AutoScalePolicy>();
        var metrics = vdus.SelectMany(v => v.MonitoringParameters.Select(m => (Vdu: v.Id, Parameter: m))).Concat(Words.Monitoring(df).Select(m => (Vdu: "", Parameter: m))).ToList();
        foreach (var aspect in df.List("scaling-aspect"))
        {
            foreach (var policy in aspect.List("scaling-policy"))
            {
                if (policy.Identity("scaling-type") is not "automatic" || policy.Bool("enabled") is false)
                {
                    continue;
                }

                foreach (var criterion in policy.List("scaling-criteria"))
                {
                    var reference = criterion.Text("vnf-monitoring-param-ref");
                    var metric = metrics.Find(m => m.Parameter.Id == reference || m.Parameter.Name == reference);
                    _ = criterion.Text("scale-in-relational-operation");
                    _ = criterion.Text("scale-out-relational-operation");
                    if (metric.Parameter is null || aspect.Text("id", "name") is not { } id)
                    {
                        context.Broken(criterion.At, $"a scaling criterion refers to the monitoring parameter '{reference}', which is not there", reference, metrics.Select(m => m.Parameter.Id));
                        continue;
                    }

                    result.Add(new AutoScalePolicy
                    {
                        Id = $"{policy.Text("name") ?? id}-{criterion.Text("name") ?? metric.Parameter.Id}",
                        AspectId = id,
                        Metric = metric.Parameter.PerformanceMetric ?? metric.Parameter.Id,
                        ScaleOutThreshold = criterion.Number("scale-out-threshold"),
                        ScaleInThreshold = criterion.Number("scale-in-threshold"),
                        BreachDurationSeconds = policy.Number("threshold-time") ?? 0,
                        CooldownSeconds = policy.Number("cooldown-time") ?? 0,
                        Targets = metric.Vdu.Length > 0 ? [metric.Vdu] : [],
                    });
                }
            }
        }

        return result;
    }

    private ScalingAspect Aspect(YangNode node, IReadOnlyList<Vdu> vdus, IReadOnlyList<string> links, IReadOnlyList<string> cps)
    {
        var id = Id(node, "scaling-aspect")!;
        var details = node["aspect-delta-details"];
        var deltas = details?.List("deltas") ?? [];
        var steps = details?.Texts("step-deltas") ?? [];
        foreach (var missing in steps.Where(s => !deltas.Any(d => d.Text("id") == s)))
        {
            context.Diagnostics.Deviation("TOSCA0312", details!.At, $"scaling aspect '{id}' uses the delta '{missing}', which is not there; the step adds nothing", "SOL006 §6");
        }

        var byVdu = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        var byCp = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        var byLink = new Dictionary<string, Dictionary<string, LinkBitrate>>(StringComparer.Ordinal);
        foreach (var delta in deltas)
        {
            var name = delta.Text("id") ?? "delta";
            Add(delta, "vdu-delta", name, byVdu, vdus.Select(v => v.Id).ToList(), n => n.Int("number-of-instances") ?? 1);
            Add(delta, "vip-cp-delta", name, byCp, cps, n => n.Int("number-of-instances") ?? 1);
            Add(delta, "virtual-link-bit-rate-delta", name, byLink, links, n => Words.Bitrate(n["bit-rate-requirements"]) ?? new LinkBitrate(0, null));
        }

        return new ScalingAspect
        {
            AspectId = id,
            Name = node.Text("name") ?? id,
            Description = node.Text("description"),
            MaxScaleLevel = node.Int("max-scale-level") ?? 1,
            StepDeltas = steps,
            VduDeltas = byVdu.Select(p => new VduDelta(p.Key, p.Value)).ToList(),
            CpDeltas = byCp.Select(p => new CpDelta(p.Key, p.Value)).ToList(),
            VirtualLinkDeltas = byLink.Select(p => new VirtualLinkDelta(p.Key, p.Value)).ToList(),
        };
    }

    private void Add<T>(YangNode delta, string list, string name, Dictionary<string, Dictionary<string, T>> into, IReadOnlyList<string> known, Func<YangNode, T> read)
    {
        foreach (var entry in delta.List(list))
        {
            if (entry.Text("id") is not { } id || !known.Contains(id, StringComparer.Ordinal))
            {
                context.Broken(entry.At, $"the delta '{name}' changes '{entry.Text("id")}', which is not in flavour '{flavourId}'", entry.Text("id"), known);
                continue;
            }

            if (!into.TryGetValue(id, out var values))
            {
                into[id] = values = new Dictionary<string, T>(StringComparer.Ordinal);
            }

            values[name] = read(entry);
        }
    }

    private InstantiationLevel Level(YangNode node, List<Vdu> vdus, AspectIndex index, Dictionary<string, int> said, Dictionary<string, int> scale)
    {
        var id = node.Text("id")!;
        var instances = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var vdu in vdus)
        {
            var computed = vdu.InitialDelta + index.Added(vdu.Id, scale);
            var n = instances[vdu.Id] = said.TryGetValue(vdu.Id, out var number) ? number : computed;
            if (n != computed && index.Scales(vdu.Id))
            {
                context.Diagnostics.Deviation("TOSCA0312", node.At, $"level '{id}' has {n} instances of '{vdu.Id}', but its scale levels and deltas give {computed}; the level counts", "SOL006 §6");
            }

            if (n < vdu.MinNumberOfInstances || n > vdu.MaxNumberOfInstances)
            {
                context.Diagnostics.Deviation("TOSCA0314", node.At, $"level '{id}' has {n} instances of '{vdu.Id}', outside of its profile ({vdu.MinNumberOfInstances} to {vdu.MaxNumberOfInstances})", "SOL006 §6");
            }
        }

        return new InstantiationLevel
        {
            LevelId = id,
            Description = node.Text("description"),
            InstancesByVdu = instances,
            ScaleLevelByAspect = scale,
            InstancesByCp = node.List("vip-cp-level").Where(c => c.Text("id") is not null).DistinctBy(c => c.Text("id")).ToDictionary(c => c.Text("id")!, c => c.Int("number-of-instances") ?? 1, StringComparer.Ordinal),
        };
    }

    private Dictionary<string, int> Numbers(YangNode level, List<Vdu> vdus)
    {
        var result = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in level.List("vdu-level"))
        {
            if (entry.Text("vdu-id", "id") is not { } id || !vdus.Exists(v => v.Id == id))
            {
                // a VDU whose profile is wrong was told there
                if (context.Diagnostics.HasErrors && otherVdus.Contains(entry.Text("vdu-id", "id")!))
                {
                    continue;
                }

                context.Broken(entry.At, $"level '{level.Text("id")}' of flavour '{flavourId}' speaks of the VDU '{entry.Text("vdu-id", "id")}', which the flavour does not have", entry.Text("vdu-id", "id"), vdus.Select(v => v.Id));
                continue;
            }

            result[id] = entry.Int("number-of-instances") ?? 1;
        }

        return result;
    }

    private Dictionary<string, int> Scale(YangNode level, List<ScalingAspect> aspects)
    {
        var result = aspects.ToDictionary(a => a.AspectId, _ => 0, StringComparer.Ordinal);
        foreach (var info in level.List("scaling-info"))
        {
            var id = info.Text("scaling-aspect-id", "id");
            if (id is null || !result.ContainsKey(id))
            {
                context.Diagnostics.Error("TOSCA0306", info.At, $"level '{level.Text("id")}' refers to the scaling aspect '{id}', which is not there", "SOL006 §6");
                continue;
            }

            result[id] = info.Int("scale-level") ?? 0;
        }

        return result;
    }

    /// <summary>OSM identifies an aspect by its name where it has no id.</summary>
    private string? Id(YangNode node, string what)
    {
        if (node.Text("id", "name") is { Length: > 0 } id)
        {
            return id;
        }

        context.Broken(node.At, $"an entry of '{what}' in flavour '{flavourId}' has no 'id'");
        return null;
    }
}
