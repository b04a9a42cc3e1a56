using System.Text.Json;
using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>
/// The planner of every lifecycle operation: compares what an instance has with what it shall have. Instantiate, scale, heal, terminate and
/// roll back differ only in the target they hand in. Pure; cost grows linearly with resources and dependencies.
/// </summary>
public static class Planner
{
    /// <summary>Plans the way from the present to the target.</summary>
    /// <param name="current">What the instance has, including what it may have (<see cref="ResourceCondition.Uncertain"/>) and what is broken.</param>
    /// <param name="target">What it shall have.</param>
    /// <param name="wishes">How the operation wants its steps to be ordered; null: no matter.</param>
    /// <returns>
    /// Creates for what is missing (and, as adoption, for what is uncertain), updates for what differs, delete and create for what is broken (one update for kinds that repair in place) or cannot change
    /// into what it shall be, deletes for what is too much. Who uses something that is made anew lets go of it before and takes it up afterwards, or is made anew as well. Creation follows dependencies, removal runs against them, and what is given up by an update is removed after the update. What only one can use
    /// (<see cref="ResourceSpec.IsExclusive"/>) is let go of before another takes it over.
    /// </returns>
    public static Plan Plan(IReadOnlyList<ManagedResource> current, ResourceGraph target, PlanWishes? wishes = null)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(target);
        var have = current.ToDictionary(r => r.Node.Key, StringComparer.Ordinal);
        var drafts = new Dictionary<string, StepDraft>(StringComparer.Ordinal);
        var (anew, released) = MadeAnew.Of(current, have, target);

        foreach (var node in target.Nodes)
        {
            if (!have.TryGetValue(node.Key, out var existing))
            {
                Add(StepAction.Create, node);
            }
            else if (anew.Contains(node.Key))
            {
                Add(StepAction.Delete, existing.Node);
                Add(StepAction.Create, node).DependsOn.Add(Id(StepAction.Delete, node.Key));
            }
            else if (existing.Condition == ResourceCondition.Broken)
            {
                Add(StepAction.Update, node);
            }
            else if (released.TryGetValue(node.Key, out var without))
            {
                var release = Add(StepAction.Release, without);
                Add(existing.Condition == ResourceCondition.Uncertain ? StepAction.Create : StepAction.Update, node).DependsOn.Add(release.Id);
            }
            else if (existing.Condition == ResourceCondition.Uncertain)
            {
                Add(StepAction.Create, node);
            }
            else if (!SameSpec(existing.Node.Spec, node.Spec))
            {
                Add(StepAction.Update, node);
            }
        }
        foreach (var resource in current)
        {
            if (target.Find(resource.Node.Key) is null)
            {
                Add(StepAction.Delete, resource.Node);
            }
        }

        // Building up follows the dependencies of the target.
        foreach (var node in target.Nodes)
        {
            if ((drafts.GetValueOrDefault(Id(StepAction.Create, node.Key)) ?? drafts.GetValueOrDefault(Id(StepAction.Update, node.Key))) is not { } builder)
            {
                continue;
            }
            foreach (var needed in node.DependsOn)
            {
                AddEdge(builder, Id(StepAction.Create, needed));
                AddEdge(builder, Id(StepAction.Update, needed));
            }
        }

        // Taking down runs against the dependencies of the present: a dependent goes, or lets go, first.
        foreach (var resource in current)
        {
            foreach (var needed in resource.Node.DependsOn)
            {
                if (drafts.GetValueOrDefault(Id(StepAction.Delete, needed)) is { } removal)
                {
                    AddEdge(removal, Id(StepAction.Delete, resource.Node.Key));
                    if (anew.Contains(needed) && drafts.ContainsKey(Id(StepAction.Release, resource.Node.Key)))
                    {
                        AddEdge(removal, Id(StepAction.Release, resource.Node.Key));
                        continue;
                    }
                    LetGoFirst(removal, Id(StepAction.Update, resource.Node.Key), needed);
                    if (resource.Condition == ResourceCondition.Uncertain && !drafts.ContainsKey(Id(StepAction.Delete, resource.Node.Key)))
                    {
                        // Its creation adopts what is there and changes it to what it shall be.
                        LetGoFirst(removal, Id(StepAction.Create, resource.Node.Key), needed);
                    }
                }
            }
        }
        var handover = Handover.Find(current, target);
        TakeOver(handover);
        if (wishes is { Units.Count: > 0 })
        {
            InBatches(wishes);
        }
        return new Plan(StepOrder.Of(drafts, have));

        void TakeOver(IReadOnlyList<Handover> changes)
        {
            foreach (var change in changes)
            {
                if ((drafts.GetValueOrDefault(Id(StepAction.Create, change.To.Key)) ?? drafts.GetValueOrDefault(Id(StepAction.Update, change.To.Key))) is not { } taker)
                {
                    continue;
                }
                var taken = change.Keys;
                if (wishes is { Handover: true } && change.From.Spec.Without(taken) is { } remaining && !drafts.ContainsKey(Id(StepAction.Update, change.From.Key))
                    && drafts.TryGetValue(Id(StepAction.Delete, change.From.Key), out var removal))
                {
                    var release = drafts.GetValueOrDefault(Id(StepAction.Release, change.From.Key))
                        ?? Add(StepAction.Release, change.From with { Spec = remaining, DependsOn = [.. change.From.DependsOn.Where(d => !taken.Contains(d))] });
                    if (taker.Action == StepAction.Create && change.To.Spec.Without(taken) is { } first)
                    {
                        // Up first, without what the other still has.
                        var last = Add(StepAction.Update, change.To);
                        last.DependsOn.UnionWith(taker.DependsOn);
                        last.DependsOn.Add(taker.Id);
                        taker.Node = change.To with { Spec = first, DependsOn = [.. change.To.DependsOn.Where(d => !taken.Contains(d))] };
                        release.DependsOn.Add(taker.Id);
                        taker = last;
                    }
                    taker.DependsOn.Add(release.Id);
                    removal.DependsOn.Add(release.Id);
                    removal.DependsOn.Add(taker.Id);
                    continue;
                }
                foreach (var lets in new[] { StepAction.Delete, StepAction.Release, StepAction.Update, StepAction.Create })
                {
                    var id = Id(lets, change.From.Key);
                    if (lets == StepAction.Create && (have[change.From.Key].Condition != ResourceCondition.Uncertain || drafts.ContainsKey(Id(StepAction.Delete, change.From.Key))))
                    {
                        // Only the creation of what may be there changes what there is.
                        continue;
                    }
                    if (drafts.ContainsKey(id) && taker.DependsOn.Add(id))
                    {
                        taker.Wish(id, taken);
                    }
                }
            }
        }

        void InBatches(PlanWishes order)
        {
            StepAction[] makes = [StepAction.Create, StepAction.Update], unmakes = [StepAction.Delete];
            var units = order.Units.Select(u => u.Where(k => Steps(k).Any()).ToList()).Where(u => u.Count > 0).ToList();
            StepDraft? previous = null;
            var number = 0;
            foreach (var batch in units.Chunk(order.BatchSize > 0 ? order.BatchSize : Math.Max(1, units.Count)))
            {
                var keys = batch.SelectMany(u => u).ToList();
                var steps = keys.SelectMany(Steps).ToList();
                foreach (var step in steps)
                {
                    Wish(step, previous);
                }
                var up = keys.Where(k => target.Find(k) is { Spec: ComputeSpec { Stopped: false } }).ToList();
                if (order.Handover && steps.Any(s => s.Action == StepAction.Release))
                {
                    // Nobody lets go of anything before all who take over are up.
                    var ready = Gate(number, "ready", [.. up.Where(k => drafts.ContainsKey(Id(StepAction.Create, k)))]);
                    ready.DependsOn.UnionWith(steps.Where(s => s.Action == StepAction.Create).Select(s => s.Id));
                    Wish(ready, previous);
                    foreach (var release in steps.Where(s => s.Action == StepAction.Release))
                    {
                        Wish(release, ready);
                    }
                }
                var done = Gate(number++, "done", up);
                done.DependsOn.UnionWith(keys.SelectMany(k => makes.Select(a => Id(a, k))).Where(drafts.ContainsKey));
                Wish(done, previous);
                if (order.Handover)
                {
                    foreach (var removal in steps.Where(s => s.Action == StepAction.Delete && s.DependsOn.Any(d => drafts[d].Action == StepAction.Release)))
                    {
                        Wish(removal, done);
                    }
                }
                else
                {
                    done.DependsOn.UnionWith(keys.SelectMany(k => unmakes.Select(a => Id(a, k))).Where(drafts.ContainsKey));
                }
                previous = done;
            }
            var all = order.Units.SelectMany(u => u).Where(k => target.Find(k) is { Spec: ComputeSpec { Stopped: false } }).ToList();
            if (order.CheckAll && all.Count > 0)
            {
                var last = Gate(number, "all", all);
                last.DependsOn.UnionWith(drafts.Keys.Where(id => id != last.Id));
            }

            IEnumerable<StepDraft> Steps(string key) => new[] { StepAction.Release, StepAction.Delete, StepAction.Create, StepAction.Update }
                .Select(a => drafts.GetValueOrDefault(Id(a, key))).OfType<StepDraft>();

            StepDraft Gate(int batch, string name, IReadOnlyList<string> servers) => Add(
                StepAction.Gate, new ResourceNode { Key = $"batch/{batch}/{name}", Spec = new GateSpec { ServerKeys = servers, SoakSeconds = order.SoakSeconds } });

            static void Wish(StepDraft step, StepDraft? on)
            {
                if (on is not null && step.DependsOn.Add(on.Id))
                {
                    step.Wish(on.Id, null);
                }
            }
        }

        StepDraft Add(StepAction action, ResourceNode node)
        {
            var draft = new StepDraft(Id(action, node.Key), action, node);
            drafts.Add(draft.Id, draft);
            return draft;
        }

        void AddEdge(StepDraft step, string on)
        {
            if (drafts.ContainsKey(on))
            {
                step.DependsOn.Add(on);
            }
        }

        void LetGoFirst(StepDraft removal, string change, string needed)
        {
            // A broken resource that is replaced is removed before, not after, the change of a dependent that goes on using it.
            if (drafts.TryGetValue(change, out var dependent) && !dependent.Node.DependsOn.Contains(needed, StringComparer.Ordinal) && removal.DependsOn.Add(change))
            {
                removal.Wish(change, new HashSet<string>(StringComparer.Ordinal) { needed });
            }
        }
    }

    /// <summary>The id of the step that performs an action on a resource.</summary>
    public static string Id(StepAction action, string key) => action switch
    {
        StepAction.Create => "create:" + key,
        StepAction.Update => "update:" + key,
        StepAction.Release => "release:" + key,
        StepAction.Gate => "gate:" + key,
        StepAction.Run => "run:" + key,
        _ => "delete:" + key,
    };

    /// <summary>Whether two specs ask for the same.</summary>
    internal static bool SameSpec(ResourceSpec left, ResourceSpec right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }
        return left.ResourceKind == right.ResourceKind
            && JsonSerializer.SerializeToUtf8Bytes(left, LifecycleJsonContext.Default.ResourceSpec).AsSpan()
                .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(right, LifecycleJsonContext.Default.ResourceSpec));
    }
}
