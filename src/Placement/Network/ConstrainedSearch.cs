namespace NfvOrchestrator.Placement.Network;

/// <summary>
/// The cheapest path within a latency: exact label setting, steered and pruned by lower bounds from the goal; when a network is so unlucky that the labels run out,
/// the answer of the Lagrangian relaxation (LARAC, Jüttner et al. 2001), which is within the latency and nearly cheapest.
/// </summary>
internal static class ConstrainedSearch
{
    private const int MaxRelaxations = 32;

    /// <summary>Finds the path; null when no path is within the latency.</summary>
    public static List<LinkUse>? Find(SearchSpace space, long maxLatency, IReadOnlySet<LinkUse> banned, int maxLabels)
    {
        var cheapest = ShortestPaths.Find(space, space.Cost, space.Latency, banned);
        if (cheapest is null || Sum(space.Latency, cheapest) <= maxLatency)
        {
            return cheapest;
        }
        var fastest = ShortestPaths.Find(space, space.Latency, space.Cost, banned)!;
        if (Sum(space.Latency, fastest) > maxLatency)
        {
            return null;
        }
        return LabelSetting(space, maxLatency, banned, maxLabels) ?? Relax(space, maxLatency, banned, cheapest, fastest);
    }

    /// <summary>The sum of a weight over a path.</summary>
    public static double Sum(double[] weight, List<LinkUse> path)
    {
        double sum = 0;
        foreach (var use in path)
        {
            sum += weight[use.Link];
        }
        return sum;
    }

    private static List<LinkUse>? LabelSetting(SearchSpace space, long maxLatency, IReadOnlySet<LinkUse> banned, int maxLabels)
    {
        var costToGoal = ShortestPaths.ToGoal(space, space.Cost, banned);
        var latencyToGoal = ShortestPaths.ToGoal(space, space.Latency, banned);
        var labels = new List<Label> { new(space.Start, 0, 0, 0, -1, -1) };
        // labels of one state are taken in the order of their cost, so a later one is useful only if it is faster than all before
        var fastest = new double[space.States];
        Array.Fill(fastest, double.PositiveInfinity);
        var queue = new PriorityQueue<int, PathWeight>();
        queue.Enqueue(0, new PathWeight(costToGoal[space.Start].First, 0, 0, 0));
        while (queue.TryDequeue(out var index, out _))
        {
            var label = labels[index];
            if (label.Latency >= fastest[label.State])
            {
                continue;
            }
            fastest[label.State] = label.Latency;
            if (label.State == space.Goal)
            {
                return Unwind(space, labels, index);
            }
            var jump = space.JumpFrom(label.State);
            if (jump >= 0)
            {
                Extend(index, new Label(jump, label.Cost, label.Latency, label.Hops, index, -1));
            }
            var layer = label.State / space.DeviceCount;
            foreach (var link in space.Graph.Outgoing.Of(label.State % space.DeviceCount))
            {
                if (space.Allowed[link] && !banned.Contains(new LinkUse(layer, link)))
                {
                    var target = (layer * space.DeviceCount) + space.Graph.Outgoing.FarEnd(link);
                    Extend(index, new Label(target, label.Cost + space.Cost[link], label.Latency + space.Latency[link], label.Hops + 1, index, link));
                }
            }
            if (labels.Count > maxLabels)
            {
                return null;
            }
        }
        return null;

        void Extend(int parent, Label next)
        {
            if (next.Latency < fastest[next.State] && next.Latency + latencyToGoal[next.State].First <= maxLatency)
            {
                labels.Add(next);
                queue.Enqueue(labels.Count - 1, new PathWeight(next.Cost + costToGoal[next.State].First, next.Latency, next.Hops, labels.Count));
            }
        }
    }

    private static List<LinkUse> Relax(SearchSpace space, long maxLatency, IReadOnlySet<LinkUse> banned, List<LinkUse> cheap, List<LinkUse> feasible)
    {
        var mixed = new double[space.Cost.Length];
        for (var round = 0; round < MaxRelaxations; round++)
        {
            var lambda = (Sum(space.Cost, cheap) - Sum(space.Cost, feasible)) / (Sum(space.Latency, feasible) - Sum(space.Latency, cheap));
            for (var i = 0; i < mixed.Length; i++)
            {
                mixed[i] = space.Cost[i] + (lambda * space.Latency[i]);
            }
            var next = ShortestPaths.Find(space, mixed, space.Latency, banned)!;
            var gain = Sum(mixed, cheap) - Sum(mixed, next);
            if (gain <= 1e-9 * Math.Max(1, Sum(mixed, cheap)))
            {
                break;
            }
            if (Sum(space.Latency, next) <= maxLatency)
            {
                feasible = next;
            }
            else
            {
                cheap = next;
            }
        }
        return feasible;
    }

    private static List<LinkUse> Unwind(SearchSpace space, List<Label> labels, int index)
    {
        var uses = new List<LinkUse>();
        for (var i = index; labels[i].Parent >= 0; i = labels[i].Parent)
        {
            if (labels[i].Link >= 0)
            {
                uses.Add(new LinkUse(labels[i].State / space.DeviceCount, labels[i].Link));
            }
        }
        uses.Reverse();
        return uses;
    }

    private readonly record struct Label(int State, double Cost, double Latency, int Hops, int Parent, int Link);
}
