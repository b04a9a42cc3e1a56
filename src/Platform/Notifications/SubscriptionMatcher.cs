namespace NfvOrchestrator.Platform.Notifications;

/// <summary>
/// The subscriptions of one tenant to one API, found by what a notification says instead of one after the other: an inverted index from (attribute, value) to the filter
/// alternatives that name it. An alternative holds when as many of its attributes were hit as it has. The cost of a match grows with the postings that are hit.
/// Not thread-safe.
/// </summary>
internal sealed class SubscriptionMatcher
{
    private readonly Dictionary<(string Attribute, string Value), HashSet<Alternative>> postings = [];
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> unconditional = new(StringComparer.Ordinal);

    /// <summary>How many subscriptions.</summary>
    public int Count => entries.Count;

    /// <summary>Adds or replaces a subscription.</summary>
    public void Set(NotificationSubscription subscription)
    {
        Remove(subscription.Id);
        var alternatives = new List<Alternative>(subscription.Alternatives.Count);
        if (subscription.Alternatives.Count == 0)
        {
            unconditional.Add(subscription.Id);
        }
        foreach (var conditions in subscription.Alternatives)
        {
            if (conditions.Count == 0)
            {
                unconditional.Add(subscription.Id);
                continue;
            }
            var alternative = new Alternative(subscription.Id, conditions);
            alternatives.Add(alternative);
            foreach (var key in alternative.Keys)
            {
                if (!postings.TryGetValue(key, out var there))
                {
                    postings[key] = there = [];
                }
                there.Add(alternative);
            }
        }
        entries[subscription.Id] = new Entry(subscription, alternatives);
    }

    /// <summary>Removes a subscription; nothing happens when it is not there.</summary>
    public void Remove(string id)
    {
        if (!entries.Remove(id, out var entry))
        {
            return;
        }
        unconditional.Remove(id);
        foreach (var alternative in entry.Alternatives)
        {
            foreach (var key in alternative.Keys)
            {
                if (postings.TryGetValue(key, out var there) && there.Remove(alternative) && there.Count == 0)
                {
                    postings.Remove(key);
                }
            }
        }
    }

    /// <summary>A subscription; null: not there.</summary>
    public NotificationSubscription? Find(string id) => entries.GetValueOrDefault(id)?.Subscription;

    /// <summary>Ids of the subscriptions that match.</summary>
    public HashSet<string> Match(IReadOnlyDictionary<string, IReadOnlyList<string>> facts)
    {
        var matched = new HashSet<string>(unconditional, StringComparer.Ordinal);
        var hits = new Dictionary<Alternative, (int Attributes, string Last)>();
        foreach (var (attribute, values) in facts)
        {
            foreach (var value in values)
            {
                if (!postings.TryGetValue((attribute, value), out var there))
                {
                    continue;
                }
                foreach (var alternative in there)
                {
                    var hit = hits.GetValueOrDefault(alternative);
                    if (hit.Last == attribute)
                    {
                        // several values of one attribute count once
                        continue;
                    }
                    hits[alternative] = (hit.Attributes + 1, attribute);
                    if (hit.Attributes + 1 == alternative.Attributes)
                    {
                        matched.Add(alternative.SubscriptionId);
                    }
                }
            }
        }
        return matched;
    }

    private sealed record Entry(NotificationSubscription Subscription, List<Alternative> Alternatives);

    private sealed class Alternative(string subscriptionId, IReadOnlyDictionary<string, IReadOnlyList<string>> conditions)
    {
        public string SubscriptionId => subscriptionId;

        public int Attributes => conditions.Count;

        public IEnumerable<(string, string)> Keys => conditions.SelectMany(static c => c.Value.Select(v => (c.Key, v)));
    }
}
