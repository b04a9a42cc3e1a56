using System.Collections.Concurrent;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Notifications;

public class NotificationTests
{
    private static readonly TenantId T = new("t");
    private readonly InMemoryDocumentStore store = new(TimeProvider.System);

    [Fact]
    public async Task Order_and_numbers_hold_with_a_failing_receiver_and_two_dispatchers()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var first = await NotificationHost.StartAsync(store);
        await using var second = await NotificationHost.StartAsync(store);
        var refusals = new ConcurrentDictionary<string, int>();
        receiver.Answer = n => Task.FromResult(refusals.AddOrUpdate(n.GetProperty("id").GetString()!, 1, static (_, c) => c + 1) <= n.GetProperty("number").GetInt32() % 3 ? 500 : 204);
        var id = await first.SubscribeAsync($"{receiver.Address}/cb/1");
        for (var n = 1; n <= 15; n++)
        {
            foreach (var instance in (string[])["i1", "i2", "i3"])
            {
                await (n % 2 == 0 ? first : second).NotifyAsync(instance, n);
            }
        }
        await Eventually.HoldsAsync(() => receiver.Taken.Count >= 45, "all delivered");
        foreach (var instance in receiver.Taken.GroupBy(static n => n.GetProperty("vnfInstanceId").GetString()))
        {
            instance.Select(static n => n.GetProperty("number").GetInt32()).ShouldBe(Enumerable.Range(1, 15));
            instance.Select(static n => n.GetProperty("nfvoSequenceNumber").GetInt64()).ShouldBe(Enumerable.Range(1, 15).Select(static n => (long)n));
        }
        var one = receiver.Taken.First();
        one.GetProperty("subscriptionId").GetString().ShouldBe(id);
        one.GetProperty("_links").GetProperty("subscription").GetProperty("href").GetString().ShouldBe($"http://nfvo/vnflcm/v2/subscriptions/{id}");
        var published = first.Bus.Published.Concat(second.Bus.Published).ToList();
        published.Select(static p => p.Event.Id).Distinct().Count().ShouldBe(45);
        published.Select(static p => p.Event.Id).ShouldBe(receiver.Taken.Select(static n => n.GetProperty("id").GetString()!), ignoreOrder: true);
        await Eventually.HoldsAsync(() => store.Waiting("webhooks") == 0 && store.Waiting("outbox") == 0, "queues empty");
    }

    [Fact]
    public async Task Filters_verbosity_and_tenants_are_kept_apart()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var host = await NotificationHost.StartAsync(store);
        var failed = await host.SubscribeAsync($"{receiver.Address}/cb/1", state: "FAILED", verbosity: "SHORT");
        await host.SubscribeAsync($"{receiver.Address}/cb/2", tenant: "other");
        await host.NotifyAsync("i", 1);
        await host.NotifyAsync("i", 2, "FAILED");
        await Eventually.HoldsAsync(() => receiver.Taken.Count == 1 && store.Waiting("outbox") == 0 && store.Waiting("webhooks") == 0, "delivered");
        var taken = receiver.Taken.ShouldHaveSingleItem();
        taken.GetProperty("subscriptionId").GetString().ShouldBe(failed);
        taken.TryGetProperty("affectedVnfcs", out _).ShouldBeFalse();
        taken.GetProperty("nfvoSequenceNumber").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_slow_subscriber_delays_nobody_else()
    {
        await using var slow = await CallbackReceiver.StartAsync();
        await using var quick = await CallbackReceiver.StartAsync();
        var release = new TaskCompletionSource();
        slow.Answer = async _ =>
        {
            await release.Task;
            return 204;
        };
        await using var host = await NotificationHost.StartAsync(store, static o => o.MaxConcurrency = 8);
        await host.SubscribeAsync($"{slow.Address}/cb");
        for (var i = 0; i < 40; i++)
        {
            await host.NotifyAsync($"i{i}", 1);
        }
        await host.SubscribeAsync($"{quick.Address}/cb");
        await host.NotifyAsync("mine", 1);
        // Less than the time-out of a call: nobody waits for the slow ones to be given up.
        await Eventually.HoldsAsync(() => !quick.Taken.IsEmpty, "the quick one", TimeSpan.FromSeconds(9));
        slow.Taken.ShouldBeEmpty();
        release.SetResult();
        await Eventually.HoldsAsync(() => slow.Taken.Count >= 41, "the slow one");
    }

    [Fact]
    public async Task What_cannot_be_delivered_becomes_a_dead_letter_that_can_be_replayed()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        receiver.Answer = static _ => Task.FromResult(503);
        await using var host = await NotificationHost.StartAsync(store, static o => o.GiveUpAfter = TimeSpan.FromMilliseconds(100));
        var id = await host.SubscribeAsync($"{receiver.Address}/cb");
        await host.NotifyAsync("i", 1);
        await host.NotifyAsync("i", 2);
        await Eventually.HoldsAsync(async () => (await host.DeadLetters.ListAsync(T, id, new StoreQuery(), default)).Items.Count == 2, "dead letters");
        var letters = (await host.DeadLetters.ListAsync(T, id, new StoreQuery(), default)).Items;
        letters[0].Value.Reason.ShouldContain("503");
        (await host.DeadLetters.ListAsync(new TenantId("other"), id, new StoreQuery(), default)).Items.ShouldBeEmpty();
        receiver.Answer = static _ => Task.FromResult(204);
        await host.NotifyAsync("i", 3);
        (await host.DeadLetters.ReplayAllAsync(T, id, default)).ShouldBe(2);
        await Eventually.HoldsAsync(() => receiver.Taken.Count == 3, "replayed");
        receiver.Taken.Select(static n => (n.GetProperty("number").GetInt32(), n.GetProperty("nfvoSequenceNumber").GetInt64())).Order().ShouldBe([(1, 1L), (2, 2L), (3, 3L)]);
        (await host.DeadLetters.ReplayAsync(T, letters[0].Id, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Gone_is_not_tried_again_and_a_deleted_subscription_gets_nothing_more()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        var calls = 0;
        receiver.Answer = _ => Task.FromResult(Interlocked.Increment(ref calls) == 1 ? 410 : 500);
        await using var host = await NotificationHost.StartAsync(store);
        var id = await host.SubscribeAsync($"{receiver.Address}/cb");
        await host.NotifyAsync("i", 1);
        await Eventually.HoldsAsync(async () => (await host.DeadLetters.ListAsync(T, id, new StoreQuery(), default)).Items.Count == 1, "dead letter");
        calls.ShouldBe(1);
        await host.NotifyAsync("i", 2);
        await Eventually.HoldsAsync(() => Volatile.Read(ref calls) > 2, "being tried");
        (await host.Subscriptions.DeleteAsync(T, "vnflcm", id, default)).ShouldBeTrue();
        await Eventually.HoldsAsync(() => store.Waiting("webhooks") == 0, "dropped");
        (await host.Subscriptions.DeleteAsync(T, "vnflcm", id, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task OAuth2_token_is_fetched_once_kept_and_renewed_when_refused()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        receiver.ValidToken = "none yet";
        await using var host = await NotificationHost.StartAsync(store);
        var id = await host.SubscribeAsync($"{receiver.Address}/cb", new SubscriptionCredentials
        {
            AuthType = "OAUTH2_CLIENT_CREDENTIALS",
            UserName = "me",
            Password = "s:cret",
            TokenEndpoint = $"{receiver.Address}/token",
        });
        await host.NotifyAsync("i", 1);
        await host.NotifyAsync("i", 2);
        await Eventually.HoldsAsync(() => receiver.Taken.Count == 2, "delivered");
        receiver.TokensGiven.ShouldBe(1);
        receiver.ValidToken = "revoked all";
        await host.NotifyAsync("i", 3);
        await Eventually.HoldsAsync(() => receiver.Taken.Count == 3, "delivered with a new token");
        receiver.TokensGiven.ShouldBe(2);

        var raw = (await store.GetAsync(NotificationCollections.Subscriptions, T, id, default))!.Value.Credentials!;
        raw.Password.ShouldNotBeNull().ShouldNotContain("s:cret");
        (await host.Subscriptions.GetAsync(T, "vnflcm", id, default))!.Value.Credentials!.Password.ShouldBeNull();
    }

    [Fact]
    public async Task Basic_log_in_is_sent()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await using var host = await NotificationHost.StartAsync(store);
        await host.SubscribeAsync($"{receiver.Address}/cb", new SubscriptionCredentials { AuthType = "BASIC", UserName = "u", Password = "p" });
        receiver.Authorizations.ShouldBe(["Basic dTpw"]);
    }

    [Fact]
    public async Task A_direct_callback_names_no_subscription_and_moves_with_another_log_in_in_every_process()
    {
        await using var first = await CallbackReceiver.StartAsync();
        first.ValidToken = "none yet";
        await using var second = await CallbackReceiver.StartAsync();
        await using var host = await NotificationHost.StartAsync(store);
        await using var other = await NotificationHost.StartAsync(store);
        var id = Guid.CreateVersion7().ToString();
        await host.Subscriptions.CreateAsync(
            T,
            new NotificationSubscription
            {
                Id = id,
                Api = "vnflcm",
                CallbackUri = $"{first.Address}/cb",
                SelfUri = "http://vnfm/one",
                Direct = true,
                Credentials = new SubscriptionCredentials { AuthType = "OAUTH2_CLIENT_CREDENTIALS", UserName = "me", Password = "s:cret", TokenEndpoint = $"{first.Address}/token" },
            },
            also: null,
            default);
        await host.NotifyAsync("i", 1);
        await Eventually.HoldsAsync(() => first.Taken.Count == 1, "delivered to the first endpoint");
        first.Taken.Single().TryGetProperty("subscriptionId", out _).ShouldBeFalse();
        first.Taken.Single().TryGetProperty("_links", out _).ShouldBeFalse();
        first.Taken.Single().TryGetProperty("id", out _).ShouldBeTrue();

        // An endpoint that does not answer changes nothing; with one that does, what comes next goes there, whoever delivers it.
        await Should.ThrowAsync<CallbackTestException>(() => host.Subscriptions.ChangeAsync(T, "vnflcm", id, c => c with { CallbackUri = "http://127.0.0.1:1/cb" }, static _ => { }, default));
        (await host.Subscriptions.GetAsync(T, "vnflcm", id, default))!.Value.CallbackUri.ShouldBe($"{first.Address}/cb");
        string? seen = null;
        (await host.Subscriptions.ChangeAsync(
            T,
            "vnflcm",
            id,
            c =>
            {
                seen = c.Credentials!.Password;
                return c with { CallbackUri = $"{second.Address}/cb", Credentials = new SubscriptionCredentials { AuthType = "BASIC", UserName = "u", Password = "p" } };
            },
            static _ => { },
            default)).ShouldBeTrue();
        seen.ShouldBe("s:cret", "a change that leaves the login alone must find it");
        for (var number = 2; number < 12; number++)
        {
            await (number % 2 == 0 ? host : other).NotifyAsync("i" + number, number);
        }
        await Eventually.HoldsAsync(() => second.Taken.Count == 10, "delivered to the second endpoint");
        first.Taken.Count.ShouldBe(1);
        second.Authorizations.ShouldAllBe(a => a == "Basic dTpw");
        (await store.GetAsync(NotificationCollections.Subscriptions, T, id, default))!.Value.Credentials!.Password.ShouldNotBe("p");
        (await host.Subscriptions.ChangeAsync(T, "vnflcm", "another", static c => c, static _ => { }, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_subscription_with_a_bad_endpoint_is_refused_saying_why()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        receiver.TestStatus = 200;
        await using var host = await NotificationHost.StartAsync(store);
        (await Should.ThrowAsync<CallbackTestException>(() => host.SubscribeAsync($"{receiver.Address}/cb"))).Message.ShouldContain("must answer 204; it answered 200");
        (await Should.ThrowAsync<CallbackTestException>(() => host.SubscribeAsync("http://127.0.0.1:1/cb"))).Message.ShouldContain("could not be reached");
        (await Should.ThrowAsync<CallbackTestException>(() => host.SubscribeAsync("http://169.254.169.254/latest"))).Message.ShouldContain("169.254.169.254");
        (await Should.ThrowAsync<CallbackTestException>(() => host.SubscribeAsync($"{receiver.Address}/cb", new SubscriptionCredentials { AuthType = "TLS_CERT" }))).Message.ShouldContain("no client certificate");
        (await host.Subscriptions.ListAsync(T, "vnflcm", new StoreQuery(), default)).Items.ShouldBeEmpty();
    }
}
