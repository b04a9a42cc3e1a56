using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Platform.Notifications;

namespace NfvOrchestrator.Platform.Tests.Notifications;

public class SubscriptionMatcherTests
{
    private static readonly string[] Attributes = ["a", "b", "c"];
    private static readonly string[] Values = ["1", "2", "3"];

    [Fact]
    public void The_index_finds_what_a_scan_finds()
    {
        var conditions = Gen.SubListOf(Attributes).SelectMany(names => Gen.SubListOf(Values).ListOf(names.Count)
            .Select(values => (IReadOnlyDictionary<string, IReadOnlyList<string>>)names.Zip(values).ToDictionary(static p => p.First, static p => (IReadOnlyList<string>)[.. p.Second])));
        var alternatives = conditions.ListOf().Select(static l => l.Take(4).ToList());
        var subscriptions = alternatives.ListOf();
        var all = subscriptions.SelectMany(s => conditions.SelectMany(f => Gen.Choose(0, 7).Select(removed => (s, f, removed))));
        Prop.ForAll(all.ToArbitrary(), static input =>
        {
            var (alternatives, facts, removed) = input;
            var list = alternatives.Select(static (a, i) => new NotificationSubscription { Id = $"s{i}", Api = "x", CallbackUri = "", SelfUri = "", Alternatives = a }).ToList();
            var matcher = new SubscriptionMatcher();
            foreach (var subscription in list.Concat(list.Take(3)))
            {
                matcher.Set(subscription);
            }
            matcher.Remove($"s{removed}");
            list.RemoveAll(s => s.Id == $"s{removed}");
            var scan = list.Where(s => s.Alternatives.Count == 0 || s.Alternatives.Any(a => a.All(c => c.Value.Any(v => facts.TryGetValue(c.Key, out var said) && said.Contains(v))))).Select(static s => s.Id);
            return matcher.Match(facts).Order().SequenceEqual(scan.Order()) && matcher.Count == list.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
