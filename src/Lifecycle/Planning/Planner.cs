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
        var drafts = new Dictionary<string, Draft>(StringComparer.Ordinal);
        var (anew, released) = MadeAnew(current, have, target);

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
        return new Plan(InOrder(drafts, have));

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
            Draft? previous = null;
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

            IEnumerable<Draft> Steps(string key) => new[] { StepAction.Release, StepAction.Delete, StepAction.Create, StepAction.Update }
                .Select(a => drafts.GetValueOrDefault(Id(a, key))).OfType<Draft>();

            Draft Gate(int batch, string name, IReadOnlyList<string> servers) => Add(
                StepAction.Gate, new ResourceNode { Key = $"batch/{batch}/{name}", Spec = new GateSpec { ServerKeys = servers, SoakSeconds = order.SoakSeconds } });

            static void Wish(Draft step, Draft? on)
            {
                if (on is not null && step.DependsOn.Add(on.Id))
                {
                    step.Wish(on.Id, null);
                }
            }
        }

        Draft Add(StepAction action, ResourceNode node)
        {
            var draft = new Draft(Id(action, node.Key), action, node);
            drafts.Add(draft.Id, draft);
            return draft;
        }

        void AddEdge(Draft step, string on)
        {
            if (drafts.ContainsKey(on))
            {
                step.DependsOn.Add(on);
            }
        }

        void LetGoFirst(Draft removal, string change, string needed)
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

    /// <summary>
    /// What is removed and made anew because it is broken or cannot be changed into what it shall be, with all that cannot live without it; and what has to let go
    /// of such resources meanwhile, as it looks then.
    /// </summary>
    private static (HashSet<string> Anew, Dictionary<string, ResourceNode> Released) MadeAnew(
        IReadOnlyList<ManagedResource> current, Dictionary<string, ManagedResource> have, ResourceGraph target)
    {
        var anew = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>();
        foreach (var node in target.Nodes)
        {
            if (have.TryGetValue(node.Key, out var existing) && IsMadeAnew(existing, node.Spec) && anew.Add(node.Key))
            {
                waiting.Enqueue(node.Key);
            }
        }
        var released = new Dictionary<string, ResourceNode>(StringComparer.Ordinal);
        if (waiting.Count == 0)
        {
            return (anew, released);
        }
        var dependents = new Dictionary<string, List<ManagedResource>>(StringComparer.Ordinal);
        foreach (var resource in current)
        {
            foreach (var needed in resource.Node.DependsOn)
            {
                (dependents.TryGetValue(needed, out var list) ? list : dependents[needed] = []).Add(resource);
            }
        }
        while (waiting.TryDequeue(out var key))
        {
            foreach (var dependent in dependents.GetValueOrDefault(key) ?? [])
            {
                var its = dependent.Node.Key;
                if (anew.Contains(its) || target.Find(its) is null)
                {
                    continue;
                }
                var gone = dependent.Node.DependsOn.Where(anew.Contains).ToHashSet(StringComparer.Ordinal);
                var left = dependent.Node.Spec.Without(gone);
                if (left is null)
                {
                    released.Remove(its);
                    anew.Add(its);
                    waiting.Enqueue(its);
                }
                else if (!ReferenceEquals(left, dependent.Node.Spec))
                {
                    released[its] = dependent.Node with { Spec = left, DependsOn = [.. dependent.Node.DependsOn.Where(d => !gone.Contains(d))] };
                }
            }
        }
        return (anew, released);
    }

    private static bool IsMadeAnew(ManagedResource existing, ResourceSpec wanted) => existing.Condition == ResourceCondition.Broken
        ? !wanted.RepairsInPlace
        : !SameSpec(existing.Node.Spec, wanted) && !existing.Node.Spec.CanBecome(wanted);

    private static List<PlanStep> InOrder(Dictionary<string, Draft> drafts, Dictionary<string, ManagedResource> have)
    {
        var waiting = drafts.Values.ToDictionary(d => d.Id, d => d.DependsOn.Count, StringComparer.Ordinal);
        var dependents = new Dictionary<string, HashSet<Draft>>(StringComparer.Ordinal);
        foreach (var draft in drafts.Values)
        {
            foreach (var on in draft.DependsOn)
            {
                (dependents.TryGetValue(on, out var list) ? list : dependents[on] = []).Add(draft);
            }
        }
        var ready = new Queue<Draft>(drafts.Values.Where(d => d.DependsOn.Count == 0));
        var steps = new List<PlanStep>(drafts.Count);
        Drain();
        // Two resources may have to change before each other: a server that gets a trunk, which gets one of its interfaces; the replacement of something broken that is needed by whoever
        // lets go of something else. Then what has it lets go first, in a step of its own, and is completed afterwards. Where it cannot, the wish gives way: what is broken serves nobody.
        // Without wishes a circle can only come from the descriptor.
        var stuck = drafts.Values.ToList();
        for (var at = 0; steps.Count != drafts.Count;)
        {
            if (waiting[stuck[at].Id] == 0)
            {
                at++;
                continue;
            }
            var wishes = WishesInCircle(stuck[at]);
            if (wishes.Count == 0)
            {
                break;
            }
            var (draft, wish) = wishes.Find(w => LetGo(w.Draft, w.Wish)) is { Draft: not null } split ? split : wishes[0];
            draft.DependsOn.Remove(wish);
            dependents[wish].Remove(draft);
            if (--waiting[draft.Id] == 0)
            {
                ready.Enqueue(draft);
            }
            Drain();
        }
        if (steps.Count != drafts.Count)
        {
            throw new InvalidOperationException(
                $"The resources depend on each other in a circle: {string.Join(", ", waiting.Where(w => w.Value > 0).Select(w => w.Key).Take(10))}.");
        }
        return steps;

        // Whoever waits, waits for somebody who waits: going on from one to the next ends in a circle.
        List<(Draft Draft, string Wish)> WishesInCircle(Draft start)
        {
            var path = new List<Draft>();
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            var at = start;
            while (places.TryAdd(at.Id, path.Count))
            {
                path.Add(at);
                at = drafts[at.DependsOn.First(d => waiting[d] > 0)];
            }
            path.Add(at);
            return [.. path.Skip(places[at.Id]).Zip(path.Skip(places[at.Id] + 1), (draft, next) => (draft, next.Id)).Where(e => e.draft.Wishes.ContainsKey(e.Id))];
        }

        // Instead of waiting for the whole change of who has it: a step before that only lets go, which waits for nobody.
        bool LetGo(Draft waiter, string change)
        {
            var holder = drafts[change];
            if (holder.Action is not (StepAction.Update or StepAction.Create) || waiter.Wishes[change] is not { } keys || !have.TryGetValue(holder.Node.Key, out var there))
            {
                return false;
            }
            var id = Id(StepAction.Release, holder.Node.Key);
            var before = drafts.TryGetValue(id, out var release) ? release.Node : there.Node;
            // What may or may not have been changed already is told once more what it is to be like.
            if (before.Spec.Without(keys) is not { } left
                || (ReferenceEquals(left, before.Spec) && release is null && !(there.Condition == ResourceCondition.Uncertain && before.Spec is ComputeSpec or PortSpec))
                || (release is not null && waiting[id] > 0))
            {
                return false;
            }
            var node = before with { Spec = left, DependsOn = [.. before.DependsOn.Where(d => !keys.Contains(d))] };
            if (release is null)
            {
                release = new Draft(id, StepAction.Release, node);
                drafts.Add(id, release);
                waiting[id] = 0;
                steps.Add(Step(release));
                holder.DependsOn.Add(id);
            }
            else
            {
                release.Node = node;
                if (steps.FindIndex(s => s.Id == id) is >= 0 and var done)
                {
                    steps[done] = steps[done] with { Node = node };
                }
            }
            waiter.DependsOn.Add(id);
            return true;
        }

        static PlanStep Step(Draft draft) => new() { Id = draft.Id, Action = draft.Action, Node = draft.Node, DependsOn = [.. draft.DependsOn] };

        void Drain()
        {
            while (ready.TryDequeue(out var draft))
            {
                steps.Add(Step(draft));
                foreach (var next in dependents.GetValueOrDefault(draft.Id) ?? [])
                {
                    if (--waiting[next.Id] == 0)
                    {
                        ready.Enqueue(next);
                    }
                }
            }
        }
    }

    private sealed class Draft(string id, StepAction action, ResourceNode node)
    {
        private static readonly Dictionary<string, IReadOnlySet<string>?> None = new(StringComparer.Ordinal);

        private Dictionary<string, IReadOnlySet<string>?>? wishes;

        public string Id { get; } = id;

        public StepAction Action { get; } = action;

        public ResourceNode Node { get; set; } = node;

        public HashSet<string> DependsOn { get; } = new(StringComparer.Ordinal);

        /// <summary>Those of <see cref="DependsOn"/> that give way where they would close a circle, each with what it is waited for to let go of; null: nothing.</summary>
        public IReadOnlyDictionary<string, IReadOnlySet<string>?> Wishes => wishes ?? None;

        /// <summary>Makes one of <see cref="DependsOn"/> a wish.</summary>
        public void Wish(string id, IReadOnlySet<string>? keys) => (wishes ??= new(StringComparer.Ordinal))[id] = keys;
    }
}
