using NfvOrchestrator.Sdn.Onos.Registry;
using NfvOrchestrator.Sdn.Onos.Rest;
using NfvOrchestrator.Sdn.Paths;

namespace NfvOrchestrator.Sdn.Onos.Programming;

/// <summary>
/// Brings one path a step nearer to what is wanted, from what was just read back. It keeps nothing in memory: after a crash between any two requests the
/// next round sees what is there and goes on.
/// </summary>
internal sealed class PathReconciler(OnosClient client, IPathRegistry registry, OnosOptions options, SdnEventPublisher events, TimeProvider time)
{
    private bool appRegistered;

    /// <summary>One step; returns the hop checks, or null when the path is gone or somebody else changed it meanwhile.</summary>
    public async Task<IReadOnlyList<PathHopCheck>?> AdvanceAsync(StoredPath path, OnosSnapshot snapshot, CancellationToken cancellationToken)
    {
        var record = path.Record;
        var rules = RuleCompiler.Compile(record.Route);
        var wanted = rules.Select(r => r.Identity).ToHashSet(StringComparer.Ordinal);
        var oldRules = record.Previous.SelectMany(RuleCompiler.Compile).Where(r => !wanted.Contains(r.Identity)).ToList();
        var intents = IntentCompiler.Compile(record, record.Route, options.AppId);
        var oldIntents = record.Previous.SelectMany(r => IntentCompiler.Compile(record, r, options.AppId)).Select(i => i.Key).ToList();
        if (record.Removing)
        {
            var left = await RemoveAsync([.. rules, .. oldRules], [.. intents.Select(i => i.Key), .. oldIntents], snapshot, cancellationToken);
            if (left == 0)
            {
                await registry.DeleteAsync(path, cancellationToken);
                return null;
            }
            return [];
        }

        string? refused = null;
        try
        {
            await InstallAsync(record, rules, intents, snapshot, cancellationToken);
        }
        catch (SdnException e) when (!e.Transient || e.Status == 502)
        {
            refused = e.Problem.Detail;
        }
        var checks = record.Spec.Mode == PathMode.INTENT ? await IntentChecksAsync(intents.Select(i => i.Key), cancellationToken) : PathAssessment.Checks(rules, snapshot);
        var down = RouteElements.Down(record.Spec, snapshot);
        // The controller gives no reason for FAILED, and it is not final: it recovers by itself.
        down = down.Count == 0 && intents.Any(i => snapshot.Intents.TryGetValue(i.Key, out var s) && s.State is "FAILED" or "CORRUPT")
            ? [$"{record.Spec.Ingress} to {record.Spec.Egress}: no route of the controller meets the demand"]
            : down;
        var next = PathAssessment.Assess(record, checks, down, refused, options, time.GetUtcNow());
        if (next.State == PathState.ACTIVE && record.Previous.Count > 0 && await RemoveAsync(oldRules, oldIntents, snapshot, cancellationToken) == 0)
        {
            next = next with { Previous = [] };
        }
        return await SaveAsync(path, next, cancellationToken) ? checks : null;
    }

    private async Task InstallAsync(PathRecord record, IReadOnlyList<RuleSpec> rules, IReadOnlyList<(string Key, System.Text.Json.Nodes.JsonObject Body)> intents, OnosSnapshot snapshot, CancellationToken cancellationToken)
    {
        bool Added(RuleSpec r) => snapshot.Flows.TryGetValue(r.Identity, out var f) && f.State == "ADDED" && r.SameTreatment(f);
        // While an older route carries the traffic, the classifiers of the new one come last: then nothing is sent into rules that are not there yet.
        var hold = record.Previous.Count > 0 && !rules.Where(r => !r.Classifier).All(Added);
        var missing = rules.Where(r => !(hold && r.Classifier))
            // A rule sent to a device that is away is answered 201 and lost.
            .Where(r => snapshot.Available(r.Device) && !(snapshot.Flows.TryGetValue(r.Identity, out var f) && r.SameTreatment(f)))
            .Select(r => r.ToJson()).ToList();
        if (missing.Count > 0)
        {
            await client.PostFlowsAsync(missing, cancellationToken);
        }
        foreach (var intent in intents.Where(i => !snapshot.Intents.ContainsKey(i.Key)))
        {
            if (!appRegistered)
            {
                await client.RegisterAppAsync(cancellationToken);
                appRegistered = true;
            }
            await client.PostIntentAsync(intent.Body, cancellationToken);
        }
    }

    // Ingress to egress: what is under way still finds the rules behind it. Returns how much was still there when it was read.
    private async Task<int> RemoveAsync(IReadOnlyList<RuleSpec> rules, IReadOnlyList<string> intentKeys, OnosSnapshot snapshot, CancellationToken cancellationToken)
    {
        var left = 0;
        foreach (var rule in rules.OrderByDescending(r => r.Classifier))
        {
            if (snapshot.Flows.TryGetValue(rule.Identity, out var flow))
            {
                await client.DeleteFlowAsync(flow.Device, flow.Id, cancellationToken);
                // A switch that is away cannot confirm; the sweep takes the rule out when it is back.
                left += snapshot.Available(flow.Device) ? 1 : 0;
            }
        }
        foreach (var key in intentKeys.Where(snapshot.Intents.ContainsKey))
        {
            await client.DeleteIntentAsync(key, cancellationToken);
            left++;
        }
        return left;
    }

    private async Task<IReadOnlyList<PathHopCheck>> IntentChecksAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var checks = new List<PathHopCheck>();
        foreach (var key in keys)
        {
            // INSTALLED only says that messages were sent: the rules are what counts, and there must be some.
            if (await client.RelatedFlowsAsync(key, cancellationToken) is not { Count: > 0 } flows)
            {
                return [];
            }
            checks.AddRange(IntentCompiler.Checks(flows, key.EndsWith("-r", StringComparison.Ordinal)));
        }
        return checks;
    }

    // Whoever hears an event looks at the path: what the event tells is stored before it is sent. A crash in between sends it again.
    private async Task<bool> SaveAsync(StoredPath path, PathRecord next, CancellationToken cancellationToken)
    {
        if (next != path.Record)
        {
            if (await registry.SaveAsync(next, path.Version, cancellationToken) is not { } saved)
            {
                return false;
            }
            path = saved;
        }
        var (down, up) = (next.State == PathState.DOWN && !next.DownPublished, next.State == PathState.ACTIVE && next.DownPublished);
        // Not taken by the bus: the next turn tries again.
        return (!down && !up)
            || !await events.PathAsync(next, up, cancellationToken)
            || await registry.SaveAsync(next with { DownPublished = down }, path.Version, cancellationToken) is not null;
    }
}
