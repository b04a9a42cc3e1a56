using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using CreateVnfRequest = NfvOrchestrator.Sol.VnfLcm.CreateVnfRequest;

namespace NfvOrchestrator.Integration;

/// <summary>What a subscriber hears: the whole history, in order, without gaps, also when it stumbles.</summary>
[Collection(LabCollection.Name)]
public sealed class NotificationTests(LabFixture lab)
{
    [Fact]
    public async Task A_VNF_subscriber_hears_the_whole_history_in_order_although_it_fails_twice()
    {
        await using var receiver = await Receiver.StartAsync(failures: 2);
        var vnfdId = await lab.VnfdAsync("minimal/vnf");
        var name = $"heard-{Guid.NewGuid():N}";
        var subscription = await lab.Api.VnfLcm.SubscribeAsync(new Sol.VnfLcm.LccnSubscriptionRequest
        {
            CallbackUri = receiver.Callback,
            Filter = new Sol.VnfLcm.LifecycleChangeNotificationsFilter { VnfInstanceSubscriptionFilter = new() { VnfInstanceNames = [name] } },
        });
        var vnf = (await lab.Api.VnfLcm.CreateAsync(new CreateVnfRequest { VnfdId = vnfdId, VnfInstanceName = name })).Resource;
        var deaf = await lab.CreateVnfAsync();
        foreach (var id in new[] { vnf.Id, deaf.Id })
        {
            var up = await lab.Api.VnfLcm.InstantiateAsync(id, await lab.MinimalRequestAsync());
            (await lab.VnfEndAsync(up.OpOccId)).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
            var down = await lab.Api.VnfLcm.TerminateAsync(id, new TerminateVnfRequest { TerminationType = TerminationType.FORCEFUL });
            (await lab.VnfEndAsync(down.OpOccId)).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
            await lab.Api.VnfLcm.DeleteAsync(id);
        }
        await Eventually.HoldsAsync(() => receiver.Taken.Count >= 8, "eight notifications arrived");

        var heard = receiver.Taken.DistinctBy(n => n.GetProperty("id").GetString()).ToList();
        heard.Select(Told).ShouldBe([
            "VnfIdentifierCreationNotification",
            "INSTANTIATE STARTING", "INSTANTIATE PROCESSING", "INSTANTIATE COMPLETED",
            "TERMINATE STARTING", "TERMINATE PROCESSING", "TERMINATE COMPLETED",
            "VnfIdentifierDeletionNotification",
        ]);
        heard.ShouldAllBe(n => n.GetProperty("vnfInstanceId").GetString() == vnf.Id && n.GetProperty("subscriptionId").GetString() == subscription.Resource.Id);
        NoGaps(heard);
        var completed = heard[3];
        completed.GetProperty("affectedVnfcs").GetArrayLength().ShouldBe(1);
        completed.GetProperty("_links").GetProperty("vnfLcmOpOcc").GetProperty("href").GetString()!.ShouldContain(completed.GetProperty("vnfLcmOpOccId").GetString()!);
        receiver.Refused.ShouldBe(2);
        await lab.Api.VnfLcm.UnsubscribeAsync(subscription.Resource.Id);
    }

    [Fact]
    public async Task A_filter_lets_only_through_what_it_names()
    {
        await using var receiver = await Receiver.StartAsync();
        var vnfdId = await lab.VnfdAsync("minimal/vnf");
        var name = $"heard-{Guid.NewGuid():N}";
        await lab.Api.VnfLcm.SubscribeAsync(new Sol.VnfLcm.LccnSubscriptionRequest
        {
            CallbackUri = receiver.Callback,
            Filter = new Sol.VnfLcm.LifecycleChangeNotificationsFilter
            {
                VnfInstanceSubscriptionFilter = new() { VnfInstanceNames = [name], VnfdIds = [vnfdId] },
                NotificationTypes = [Sol.VnfLcm.NotificationType.VnfLcmOperationOccurrenceNotification],
                OperationTypes = [LcmOperationType.INSTANTIATE],
                OperationStates = [LcmOperationStateType.COMPLETED],
            },
        });
        var vnf = (await lab.Api.VnfLcm.CreateAsync(new CreateVnfRequest { VnfdId = vnfdId, VnfInstanceName = name })).Resource;
        var up = await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.MinimalRequestAsync());
        await lab.VnfEndAsync(up.OpOccId);
        await Eventually.HoldsAsync(() => !receiver.Taken.IsEmpty, "the completion arrived");
        receiver.Taken.Select(Told).ShouldBe(["INSTANTIATE COMPLETED"]);
    }

    [Fact]
    public async Task An_NS_subscriber_hears_the_whole_history_in_order()
    {
        await using var receiver = await Receiver.StartAsync(failures: 2);
        await lab.VnfdAsync("minimal/vnf");
        var nsdId = await lab.NsdAsync("minimal/ns");
        await lab.Api.NsLcm.SubscribeAsync(new Sol.NsLcm.LccnSubscriptionRequest
        {
            CallbackUri = receiver.Callback,
            Filter = new Sol.NsLcm.LifecycleChangeNotificationsFilter
            {
                NotificationTypes = [Sol.NsLcm.NotificationType.NsLcmOperationOccurrenceNotification],
                NsInstanceSubscriptionFilter = new() { NsInstanceNames = ["loud"] },
            },
        });
        var ids = new List<string>();
        foreach (var name in new[] { "loud", "quiet" })
        {
            var created = await lab.Api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = nsdId, NsName = name, NsDescription = "test" });
            var up = await lab.Api.NsLcm.InstantiateAsync(created.Resource.Id, new InstantiateNsRequest { NsFlavourId = "simple" });
            (await lab.NsEndAsync(up.OpOccId)).OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED);
            var down = await lab.Api.NsLcm.TerminateAsync(created.Resource.Id, new TerminateNsRequest());
            (await lab.NsEndAsync(down.OpOccId)).OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED);
            ids.Add(created.Resource.Id);
        }
        await Eventually.HoldsAsync(() => receiver.Taken.Count >= 4, "four notifications arrived");
        var heard = receiver.Taken.DistinctBy(n => n.GetProperty("id").GetString()).ToList();
        heard.ShouldAllBe(n => n.GetProperty("nsInstanceId").GetString() == ids[0]);
        heard.Select(n => $"{n.GetProperty("operation").GetString()} {n.GetProperty("operationState").GetString()}")
            .ShouldBe(["INSTANTIATE PROCESSING", "INSTANTIATE COMPLETED", "TERMINATE PROCESSING", "TERMINATE COMPLETED"]);
        heard.Select(n => n.GetProperty("nfvoSequenceNumber").GetInt64()).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public async Task A_callback_that_does_not_answer_the_test_is_refused()
    {
        var answer = await lab.CallAsync(HttpMethod.Post, lab.Lab.Addresses.Vnfm, "vnflcm/v2/subscriptions", """{"callbackUri":"http://127.0.0.1:9/nobody"}""");
        answer.Problem(422).ShouldContain("127.0.0.1:9");
    }

    private static string Told(JsonElement notification) => notification.TryGetProperty("operationState", out var state)
        ? $"{notification.GetProperty("operation").GetString()} {state.GetString()}"
        : notification.GetProperty("notificationType").GetString()!;

    private static void NoGaps(IReadOnlyList<JsonElement> heard)
    {
        var numbers = heard.Select(n => n.GetProperty("nfvoSequenceNumber").GetInt64()).ToList();
        numbers.ShouldBe(Enumerable.Range(0, numbers.Count).Select(i => numbers[0] + i));
    }

    /// <summary>A subscriber on a real Kestrel that may stumble.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication app;
        private int failures;
        private int refused;

        private Receiver(WebApplication app, int failures) => (this.app, this.failures) = (app, failures);

        public string Callback => app.Urls.First() + "/cb";

        public ConcurrentQueue<JsonElement> Taken { get; } = new();

        public int Refused => refused;

        public static async Task<Receiver> StartAsync(int failures = 0)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var web = builder.Build();
            var receiver = new Receiver(web, failures);
            web.MapGet("/cb", () => Results.NoContent());
            web.MapPost("/cb", async (HttpRequest request) =>
            {
                using var body = await JsonDocument.ParseAsync(request.Body);
                // The second notification is the one it stumbles over.
                if (!receiver.Taken.IsEmpty && Interlocked.Decrement(ref receiver.failures) >= 0)
                {
                    Interlocked.Increment(ref receiver.refused);
                    return Results.StatusCode(500);
                }
                receiver.Taken.Enqueue(body.RootElement.Clone());
                return Results.NoContent();
            });
            await web.StartAsync();
            return receiver;
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }
}
