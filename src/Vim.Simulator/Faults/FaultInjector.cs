namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Decides which calls go wrong; guarded by the lock of its <see cref="SimulatedNfvi"/>.</summary>
internal sealed class FaultInjector(Random random)
{
    /// <summary>Most rules at a time.</summary>
    public const int MaxRules = 1000;

    private readonly List<Entry> rules = [];
    private int nextId = 1;

    public FaultRule Add(FaultRule rule)
    {
        if (rules.Count >= MaxRules)
        {
            throw new VimException(VimErrorCause.CONFLICT, $"There are {MaxRules} fault rules already. Delete some first.");
        }

        rule = rule.Id is null ? rule with { Id = $"fault-{nextId++}" } : rule;
        rules.RemoveAll(entry => string.Equals(entry.Rule.Id, rule.Id, StringComparison.Ordinal));
        rules.Add(new Entry(rule));
        return rule;
    }

    public bool Remove(string id) => rules.RemoveAll(entry => string.Equals(entry.Rule.Id, id, StringComparison.Ordinal)) > 0;

    public void Clear() => rules.Clear();

    public IReadOnlyList<FaultView> List() => [.. rules.Select(entry => new FaultView(entry.Rule, entry.Matched, entry.Played))];

    /// <summary>The rule to play on a call, or null.</summary>
    public FaultRule? Hit(FaultOperation operation, ResourceId id, string? instanceId)
    {
        foreach (var entry in rules)
        {
            var rule = entry.Rule;
            if ((rule.Operation != FaultOperation.ANY && rule.Operation != operation)
                || (rule.Kind is { } kind && kind != id.Kind)
                || (rule.KeyContains is { } part && !id.Key.Contains(part, StringComparison.Ordinal))
                || (rule.InstanceId is { } instance && !string.Equals(instance, instanceId, StringComparison.Ordinal))
                || (rule.Tenant is { } tenant && !string.Equals(tenant, id.Tenant, StringComparison.Ordinal))
                || (rule.Times is { } times && entry.Played >= times))
            {
                continue;
            }

            entry.Matched++;
            if (entry.Matched <= rule.Skip || (rule.Probability < 1 && random.NextDouble() >= rule.Probability)) continue;
            entry.Played++;
            return rule;
        }

        return null;
    }

    /// <summary>The error a rule asks for.</summary>
    public static VimError Error(FaultRule rule, ResourceId id) => new()
    {
        Cause = rule.Cause,
        Message = rule.Message ?? $"{id.Kind.Token()} '{id.Key}': the simulated VIM fails as fault rule '{rule.Id}' asks for.",
        Retryable = rule.Retryable,
        RequestId = $"req-{rule.Id}",
    };

    private sealed class Entry(FaultRule rule)
    {
        public FaultRule Rule { get; } = rule;

        public int Matched { get; set; }

        public int Played { get; set; }
    }
}
