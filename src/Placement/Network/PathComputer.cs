namespace NfvOrchestrator.Placement.Network;

/// <summary>Finds paths and service function chains with bandwidth and latency guarantees. Pure and deterministic.</summary>
public static class PathComputer
{
    private const int MaxLabels = 200_000;
    private const int MaxBranches = 256;
    private const int MaxPrimaries = 32;
    private static readonly HashSet<LinkUse> NoBans = [];

    /// <summary>Finds the best path for a request, or says why there is none.</summary>
    public static PathResult FindPath(NetworkGraph graph, PathRequest request) => FindPath(graph, request, MaxLabels);

    /// <summary>
    /// Finds a working path and a backup that share nothing (<see cref="PathRequest.Disjointness"/>), with the least total found: first the best working path;
    /// when that one bars every backup, the next ones that avoid one of its links each.
    /// </summary>
    /// <returns>Both paths; or a rejection in either: of the working path itself, or of the backup of the best working path.</returns>
    public static (PathResult Working, PathResult Backup) FindDisjointPair(NetworkGraph graph, PathRequest request)
    {
        var working = FindPath(graph, request);
        if (!working.Found)
        {
            return (working, working);
        }
        var backup = FindPath(graph, request with { DisjointFrom = working.Path });
        if (backup.Found)
        {
            return (working, backup);
        }
        (PathResult, PathResult)? best = null;
        var least = double.PositiveInfinity;
        foreach (var link in working.Path.LinkIds.Distinct(StringComparer.Ordinal).Take(MaxPrimaries))
        {
            var other = FindPath(graph, request with { ExcludedLinks = [.. request.ExcludedLinks, link] });
            if (!other.Found)
            {
                continue;
            }
            var itsBackup = FindPath(graph, request with { DisjointFrom = other.Path });
            if (itsBackup.Found && Total(other.Path) + Total(itsBackup.Path) < least)
            {
                least = Total(other.Path) + Total(itsBackup.Path);
                best = (other, itsBackup);
            }
        }
        return best ?? (working, backup);

        double Total(NetworkPath p) => request.Objective == PathObjective.Cost ? p.Cost : p.LatencyMicros;
    }

    internal static PathResult FindPath(NetworkGraph graph, PathRequest request, int maxLabels)
    {
        if (UnknownAttachment(graph, request) is { } unknown)
        {
            return PathResult.Of(unknown);
        }
        var connected = PathPruning.ConnectedLinks(graph, request);
        var wide = new bool[connected.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = connected[i] && graph.ResidualBps(i) >= request.BandwidthBps;
        }
        var space = new SearchSpace(graph, request, wide);
        var best = Best(space, request, NoBans, maxLabels);
        if (best is null)
        {
            return PathResult.Of(PathDiagnosis.Explain(graph, request, space, connected));
        }
        return Arrange(space, request, best, maxLabels);
    }

    /// <summary>
    /// A chain may cross a link in several segments, and then needs the bandwidth several times. When the best path needs more than the link has, at least one of those
    /// uses has to go: each choice is a branch, the best branch is looked at first, so the first arrangement that fits is the best one.
    /// </summary>
    private static PathResult Arrange(SearchSpace space, PathRequest request, List<LinkUse> relaxed, int maxLabels)
    {
        var open = new PriorityQueue<(HashSet<LinkUse> Bans, List<LinkUse> Path), (double, double, int)>();
        var order = 0;
        Push(NoBans, relaxed);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var branches = 0; open.TryDequeue(out var node, out _) && branches < MaxBranches; branches++)
        {
            if (Overused(space, request, node.Path) is not { } link)
            {
                return PathResult.Of(PathBuilder.Build(space.Graph, request, node.Path));
            }
            foreach (var use in node.Path.Where(u => u.Link == link))
            {
                var bans = new HashSet<LinkUse>(node.Bans) { use };
                if (seen.Add(string.Join(',', bans.Select(b => $"{b.Layer}:{b.Link}").Order(StringComparer.Ordinal))) && Best(space, request, bans, maxLabels) is { } path)
                {
                    Push(bans, path);
                }
            }
        }
        return PathResult.Of(PathDiagnosis.ExplainReuse(space.Graph, request, relaxed, exhausted: open.Count == 0));

        void Push(HashSet<LinkUse> bans, List<LinkUse> path)
        {
            var (first, second) = request.Objective == PathObjective.Cost ? (space.Cost, space.Latency) : (space.Latency, space.Cost);
            open.Enqueue((bans, path), (ConstrainedSearch.Sum(first, path), ConstrainedSearch.Sum(second, path), order++));
        }
    }

    private static int? Overused(SearchSpace space, PathRequest request, List<LinkUse> path)
    {
        if (request.BandwidthBps == 0 || request.Waypoints.Count == 0)
        {
            return null;
        }
        foreach (var uses in path.GroupBy(u => u.Link))
        {
            if (uses.Count() > space.Graph.ResidualBps(uses.Key) / request.BandwidthBps)
            {
                return uses.Key;
            }
        }
        return null;
    }

    private static List<LinkUse>? Best(SearchSpace space, PathRequest request, HashSet<LinkUse> bans, int maxLabels)
    {
        if (request.Objective == PathObjective.Latency)
        {
            var fastest = ShortestPaths.Find(space, space.Latency, space.Cost, bans);
            return fastest is not null && ConstrainedSearch.Sum(space.Latency, fastest) <= (request.MaxLatencyMicros ?? long.MaxValue) ? fastest : null;
        }
        return request.MaxLatencyMicros is { } limit
            ? ConstrainedSearch.Find(space, limit, bans, maxLabels)
            : ShortestPaths.Find(space, space.Cost, space.Latency, bans);
    }

    private static PathRejection? UnknownAttachment(NetworkGraph graph, PathRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(request.BandwidthBps, nameof(request));
        foreach (var port in request.Waypoints.SelectMany(w => new[] { w.In, w.Out }).Prepend(request.From).Append(request.To))
        {
            var excluded = request.ExcludedDevices.Contains(port.DeviceId, StringComparer.Ordinal);
            if (excluded || !graph.HasDevice(port.DeviceId))
            {
                return new PathRejection
                {
                    Kind = PathRejectionKind.UnknownAttachment,
                    Message = excluded
                        ? $"The path has to use {port}, but the request excludes device {port.DeviceId}."
                        : $"The path has to use {port}, but the network has no device {port.DeviceId}. Is the topology up to date, and is the attachment on this network?",
                };
            }
        }
        return null;
    }
}
