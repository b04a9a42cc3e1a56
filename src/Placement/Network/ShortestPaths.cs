namespace NfvOrchestrator.Placement.Network;

/// <summary>Dijkstra's search over a <see cref="SearchSpace"/>.</summary>
internal static class ShortestPaths
{
    private const int None = -1;
    private const int Jump = -2;

    /// <summary>The best path from start to goal by two weights in lexical order; null when the goal cannot be reached.</summary>
    public static List<LinkUse>? Find(SearchSpace space, double[] first, double[] second, IReadOnlySet<LinkUse> banned)
    {
        var (_, via) = Search(space, first, second, banned, backward: false);
        return via[space.Goal] == None && space.Goal != space.Start ? null : Unwind(space, via);
    }

    /// <summary>The least sum of a weight from every state to the goal: the lower bound that steers the constrained search.</summary>
    public static PathWeight[] ToGoal(SearchSpace space, double[] weight, IReadOnlySet<LinkUse> banned)
        => Search(space, weight, weight, banned, backward: true).Best;

    /// <summary>The path whose narrowest link is widest, ignoring the bandwidth wanted; null with the first layer that has no way out.</summary>
    public static (List<LinkUse>? Path, int DeadLayer) Widest(SearchSpace space)
    {
        var graph = space.Graph;
        var width = new long[space.States];
        var via = new int[space.States];
        var done = new bool[space.States];
        Array.Fill(width, -1);
        Array.Fill(via, None);
        width[space.Start] = long.MaxValue;
        var queue = new PriorityQueue<int, (long Narrowness, int State)>();
        queue.Enqueue(space.Start, (-long.MaxValue, space.Start));
        var deepest = 0;
        while (queue.TryDequeue(out var state, out _))
        {
            if (done[state])
            {
                continue;
            }
            done[state] = true;
            var layer = state / space.DeviceCount;
            deepest = Math.Max(deepest, layer);
            var jump = space.JumpFrom(state);
            if (jump >= 0)
            {
                Reach(jump, width[state], Jump);
            }
            foreach (var link in graph.Outgoing.Of(state % space.DeviceCount))
            {
                if (space.Allowed[link])
                {
                    Reach((layer * space.DeviceCount) + graph.Outgoing.FarEnd(link), Math.Min(width[state], graph.ResidualBps(link)), link);
                }
            }
        }
        return done[space.Goal] ? (Unwind(space, via), 0) : (null, deepest);

        void Reach(int target, long candidate, int by)
        {
            if (candidate > width[target])
            {
                width[target] = candidate;
                via[target] = by;
                queue.Enqueue(target, (-candidate, target));
            }
        }
    }

    private static (PathWeight[] Best, int[] Via) Search(SearchSpace space, double[] first, double[] second, IReadOnlySet<LinkUse> banned, bool backward)
    {
        var adjacency = backward ? space.Graph.Incoming : space.Graph.Outgoing;
        var best = new PathWeight[space.States];
        var via = new int[space.States];
        var done = new bool[space.States];
        Array.Fill(best, PathWeight.Unreached);
        Array.Fill(via, None);
        var origin = backward ? space.Goal : space.Start;
        best[origin] = new PathWeight(0, 0, 0, origin);
        var queue = new PriorityQueue<int, PathWeight>();
        queue.Enqueue(origin, best[origin]);
        while (queue.TryDequeue(out var state, out var weight))
        {
            if (done[state])
            {
                continue;
            }
            done[state] = true;
            if (!backward && state == space.Goal)
            {
                break;
            }
            var jump = backward ? space.JumpInto(state) : space.JumpFrom(state);
            if (jump >= 0)
            {
                Reach(new PathWeight(weight.First, weight.Second, weight.Hops, jump), Jump);
            }
            var layer = state / space.DeviceCount;
            foreach (var link in adjacency.Of(state % space.DeviceCount))
            {
                if (space.Allowed[link] && (banned.Count == 0 || !banned.Contains(new LinkUse(layer, link))))
                {
                    var target = (layer * space.DeviceCount) + adjacency.FarEnd(link);
                    Reach(new PathWeight(weight.First + first[link], weight.Second + second[link], weight.Hops + 1, target), link);
                }
            }
        }
        return (best, via);

        void Reach(PathWeight candidate, int by)
        {
            var target = candidate.State;
            if (!done[target] && candidate.Beats(best[target]))
            {
                best[target] = candidate;
                via[target] = by;
                queue.Enqueue(target, candidate);
            }
        }
    }

    private static List<LinkUse> Unwind(SearchSpace space, int[] via)
    {
        var uses = new List<LinkUse>();
        for (var state = space.Goal; state != space.Start;)
        {
            if (via[state] == Jump)
            {
                state = space.JumpInto(state);
                continue;
            }
            var layer = state / space.DeviceCount;
            uses.Add(new LinkUse(layer, via[state]));
            state = (layer * space.DeviceCount) + space.Graph.Incoming.FarEnd(via[state]);
        }
        uses.Reverse();
        return uses;
    }
}
