namespace NfvOrchestrator.Vim.Simulator;

/// <summary>The load rules; guarded by the lock of its <see cref="SimulatedNfvi"/>.</summary>
internal sealed class LoadModel
{
    /// <summary>Most rules at a time.</summary>
    public const int MaxRules = 1000;

    // A server nobody gave a load idles.
    private const double IdleCpu = 2;
    private const double IdleMemory = 15;
    private readonly List<(LoadRule Rule, DateTimeOffset Since)> rules = [];
    private int nextId = 1;

    public IReadOnlyList<LoadRule> List() => [.. rules.Select(entry => entry.Rule)];

    public LoadRule Set(LoadRule rule, DateTimeOffset now)
    {
        rule = rule.Id is null ? rule with { Id = $"load-{nextId++}" } : rule;
        Remove(rule.Id!);
        if (rules.Count >= MaxRules) throw new VimException(VimErrorCause.CONFLICT, $"There are {MaxRules} load rules already. Delete some first.");
        rules.Add((rule, now));
        return rule;
    }

    public bool Remove(string id) => rules.RemoveAll(entry => string.Equals(entry.Rule.Id, id, StringComparison.Ordinal)) > 0;

    /// <summary>CPU percent, memory percent, bit/s in, bit/s out of every server given.</summary>
    public IReadOnlyList<(double Cpu, double Memory, double Incoming, double Outgoing)> Loads(IReadOnlyList<SimResource> servers, DateTimeOffset now)
    {
        var sharers = new int[rules.Count];
        var ruleOf = new int[servers.Count];
        for (var i = 0; i < servers.Count; i++)
        {
            ruleOf[i] = rules.Count - 1;
            while (ruleOf[i] >= 0 && !rules[ruleOf[i]].Rule.Matches(servers[i])) ruleOf[i]--;
            if (ruleOf[i] >= 0 && servers[i].State == VimResourceState.ACTIVE) sharers[ruleOf[i]]++;
        }

        var loads = new (double Cpu, double Memory, double Incoming, double Outgoing)[servers.Count];
        for (var i = 0; i < servers.Count; i++)
        {
            if (servers[i].State != VimResourceState.ACTIVE) continue;
            if (ruleOf[i] < 0)
            {
                loads[i] = (IdleCpu, IdleMemory, 0, 0);
                continue;
            }

            var (rule, since) = rules[ruleOf[i]];
            var part = rule.Shared ? 1.0 / Math.Max(1, sharers[ruleOf[i]]) : 1;
            var age = now - since;
            loads[i] = (
                Math.Clamp((rule.Cpu?.At(age) ?? IdleCpu) * part, 0, 100),
                Math.Clamp((rule.Memory?.At(age) ?? IdleMemory) * part, 0, 100),
                Math.Max(0, (rule.IncomingBps?.At(age) ?? 0) * part),
                Math.Max(0, (rule.OutgoingBps?.At(age) ?? 0) * part));
        }

        return loads;
    }
}
