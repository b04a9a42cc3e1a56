using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Notifications;

public class DeadLetterEndpointsTests
{
    [Fact]
    public async Task Dead_letters_of_the_tenant_are_listed_replayed_and_deleted()
    {
        var store = new InMemoryDocumentStore(TimeProvider.System);
        await using var host = await ServiceHost.StartAsync(
            b =>
            {
                b.Services.AddSingleton<IDocumentStore>(store);
                b.Services.AddDataProtection();
                b.Services.AddNotifications();
            },
            static a => a.MapDeadLetters());
        for (var i = 1; i <= 3; i++)
        {
            var letter = new DeadLetter
            {
                Id = $"l{i}",
                SubscriptionId = i < 3 ? "s" : "other",
                Api = "vnflcm",
                InstanceId = "i",
                NotificationId = $"n{i}",
                NotificationType = "T",
                SequenceNumber = i,
                CallbackUri = "http://oss/cb",
                Body = new JsonObject { ["a"] = i },
                Reason = "answered 503",
                Since = DateTimeOffset.UnixEpoch,
                GivenUpAt = DateTimeOffset.UnixEpoch,
            };
            (await store.CommitAsync(new WriteBatch().Insert(NotificationCollections.DeadLetters, new TenantId("t"), letter.Id, letter), default)).ThrowIfConflict();
        }
        var mine = host.Client("t");
        async Task<int> CountAsync(HttpClient client, string query = "") => JsonNode.Parse(await client.GetStringAsync("/platform/v1/dead_letters" + query))!.AsArray().Count;
        (await CountAsync(mine)).ShouldBe(3);
        (await CountAsync(mine, "?subscriptionId=s")).ShouldBe(2);
        var foreign = host.Client("foreign");
        (await CountAsync(foreign)).ShouldBe(0);
        (await foreign.PostAsync("/platform/v1/dead_letters/l1/replay", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.Client("t", "viewer").DeleteAsync("/platform/v1/dead_letters/l1")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await mine.DeleteAsync("/platform/v1/dead_letters/l3")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await mine.PostAsync("/platform/v1/dead_letters/l1/replay", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await mine.PostAsync("/platform/v1/dead_letters/l1/replay", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await mine.PostAsync("/platform/v1/dead_letters/replay", null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await mine.PostAsync("/platform/v1/dead_letters/replay?subscriptionId=s", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await CountAsync(mine)).ShouldBe(0);
        // their subscription has ended: the deliveries are dropped
        await Eventually.HoldsAsync(() => store.Waiting(NotificationCollections.WebhookQueue) == 0, "dropped");
    }
}
