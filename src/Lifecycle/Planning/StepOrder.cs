using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>Brings the drafts of a plan into an order in which each comes after what it waits for.</summary>
internal static class StepOrder
{
    /// <summary>The steps of a plan in order. Where two have to come before each other, what has something lets go of it first, or a wish gives way.</summary>
    /// <param name="drafts">The steps by id; releases are added where a circle is broken by one.</param>
    /// <param name="have">What the instance has, by key.</param>
    /// <exception cref="InvalidOperationException">The resources depend on each other in a circle.</exception>
    public static List<PlanStep> Of(Dictionary<string, StepDraft> drafts, Dictionary<string, ManagedResource> have)
    {
        var waiting = drafts.Values.ToDictionary(d => d.Id, d => d.DependsOn.Count, StringComparer.Ordinal);
        var dependents = new Dictionary<string, HashSet<StepDraft>>(StringComparer.Ordinal);
        foreach (var draft in drafts.Values)
        {
            foreach (var on in draft.DependsOn)
            {
                (dependents.TryGetValue(on, out var list) ? list : dependents[on] = []).Add(draft);
            }
        }
        var ready = new Queue<StepDraft>(drafts.Values.Where(d => d.DependsOn.Count == 0));
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
        List<(StepDraft Draft, string Wish)> WishesInCircle(StepDraft start)
        {
            var path = new List<StepDraft>();
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
        bool LetGo(StepDraft waiter, string change)
        {
            var holder = drafts[change];
            if (holder.Action is not (StepAction.Update or StepAction.Create) || waiter.Wishes[change] is not { } keys || !have.TryGetValue(holder.Node.Key, out var there))
            {
                return false;
            }
            var id = Planner.Id(StepAction.Release, holder.Node.Key);
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
                release = new StepDraft(id, StepAction.Release, node);
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

        static PlanStep Step(StepDraft draft) => new() { Id = draft.Id, Action = draft.Action, Node = draft.Node, DependsOn = [.. draft.DependsOn] };

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
}
