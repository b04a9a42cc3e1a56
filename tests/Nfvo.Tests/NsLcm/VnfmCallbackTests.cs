using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.NsLcm;
using NfvOrchestrator.Nfvo.NsLcm.Children;
using NfvOrchestrator.Nfvo.Tests.Grants;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Nfvo.Tests.NsLcm;

/// <summary>The NFVO subscribes to the VNFM (SOL003 §5.4.18) and takes its notifications, without any event bus.</summary>
public sealed class VnfmCallbackTests : IAsyncLifetime, IDisposable
{
    private readonly SubscribingVnfm vnfm = new();
    private readonly SubscribingVnfm other = new();
    private GrantWorld grants = null!;
    private ServiceHost host = null!;

    public async Task InitializeAsync()
    {
        grants = await GrantWorld.StartAsync(4);
        host = await ServiceHost.StartAsync(
            builder =>
            {
                builder.Services.AddSolConventions();
                builder.Services.AddSingleton(grants.Store);
                builder.Services.AddSingleton(grants.Service);
                builder.Services.AddSingleton<GrantEnds>();
                builder.Services.AddSingleton(TimeProvider.System);
                builder.Services.AddSingleton<ServiceAddress>();
                builder.Services.AddSingleton(_ => Directories.Of(grants.Store, vnfm, other));
                builder.Services.AddSingleton<ChildOperations>();
                builder.Services.AddBackgroundLoop<VnfmSubscriptions>();
            },
            VnfmCallbackEndpoints.Map);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await grants.DisposeAsync();
    }

    public void Dispose()
    {
        vnfm.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task The_end_of_an_operation_is_heard_and_booked()
    {
        var subscription = await SubscribedAsync();
        subscription.Request.Verbosity.ShouldBe(LcmOpOccNotificationVerbosityType.SHORT);
        subscription.Request.Filter!.OperationStates!.ShouldContain(LcmOperationStateType.COMPLETED);
        await grants.AskAsync(GrantWorld.Request("vnf", "op", ["compute/v/0"]));

        var waiting = host.Services.GetRequiredService<ChildOperations>().WaitAsync(Own, "op", default);
        (await NotifyAsync(subscription, "op", LcmOperationStateType.ROLLED_BACK)).ShouldBe(HttpStatusCode.NoContent);
        (await waiting).State.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        (await grants.ReservedAsync()).ShouldBe(0);
        vnfm.Asked.ShouldBe(0, "what is heard need not be asked for");
    }

    [Fact]
    public async Task An_end_that_is_heard_before_anybody_waits_is_not_lost()
    {
        var subscription = await SubscribedAsync();
        await NotifyAsync(subscription, "fast", LcmOperationStateType.COMPLETED);
        (await host.Services.GetRequiredService<ChildOperations>().WaitAsync(Own, "fast", default)).State.ShouldBe(LcmOperationStateType.COMPLETED);
        vnfm.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task An_end_that_is_heard_while_the_VNFM_is_asked_is_not_lost()
    {
        var subscription = await SubscribedAsync();
        vnfm.Operations["op"] = ScriptedVnfm.Operation("op", "vnf", LcmOperationStateType.PROCESSING);
        vnfm.Meanwhile = () => NotifyAsync(subscription, "op", LcmOperationStateType.COMPLETED);
        var ended = await host.Services.GetRequiredService<ChildOperations>().WaitAsync(Own, "op", default).WaitAsync(TimeSpan.FromMinutes(1));
        ended.State.ShouldBe(LcmOperationStateType.COMPLETED);
        vnfm.Asked.ShouldBe(1, "the answer that it still ran was the last that was needed");
    }

    /// <summary>FAILED_TEMP may be over when it is heard (somebody retried): the VNFM is asked.</summary>
    [Fact]
    public async Task A_stop_that_is_heard_is_asked_for()
    {
        var subscription = await SubscribedAsync();
        vnfm.Operations["op"] = ScriptedVnfm.Operation("op", "vnf", LcmOperationStateType.COMPLETED);
        var waiting = host.Services.GetRequiredService<ChildOperations>().WaitAsync(Own, "op", default);
        await NotifyAsync(subscription, "op", LcmOperationStateType.FAILED_TEMP);
        (await waiting).State.ShouldBe(LcmOperationStateType.COMPLETED);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic dDp3cm9uZw==")]
    [InlineData("Basic !")]
    [InlineData("Bearer dDp3cm9uZw==")]
    public async Task Nobody_else_is_believed(string? login)
    {
        var subscription = await SubscribedAsync();
        await grants.AskAsync(GrantWorld.Request("vnf", "op", ["compute/v/0"]));
        (await NotifyAsync(subscription, "op", LcmOperationStateType.ROLLED_BACK, login is null ? null : AuthenticationHeaderValue.Parse(login), own: false)).ShouldBe(HttpStatusCode.Unauthorized);
        (await grants.ReservedAsync()).ShouldBe(2);
        using var client = host.AnonymousClient();
        (await client.GetAsync(new Uri(subscription.Request.CallbackUri))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_password_of_one_tenant_is_none_for_another()
    {
        var subscription = await SubscribedAsync();
        using var client = host.AnonymousClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, subscription.Request.CallbackUri.Replace("/t", "/other", StringComparison.Ordinal));
        request.Headers.Authorization = subscription.Login;
        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_subscription_that_the_vnfm_lost_is_made_anew_and_old_ones_go()
    {
        var first = await SubscribedAsync();
        vnfm.Subscriptions.Clear();
        vnfm.Subscriptions["stray"] = first with { Id = "stray" };
        host.Services.GetRequiredService<VnfmSubscriptions>().Wake();
        await Eventually.HoldsAsync(() => vnfm.Subscriptions.Keys.Any(id => id != "stray"), "a new subscription is made");
        await Eventually.HoldsAsync(() => !vnfm.Subscriptions.ContainsKey("stray"), "the stray subscription goes");
        (await NotifyAsync(vnfm.Subscriptions.Values.Single(), "op", LcmOperationStateType.COMPLETED)).ShouldBe(HttpStatusCode.NoContent);
        (await NotifyAsync(first, "op", LcmOperationStateType.COMPLETED)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>A registered VNFM has a password of its own, and what it says counts for its own operations only.</summary>
    [Fact]
    public async Task A_registered_vnfm_speaks_of_its_own_operations_only()
    {
        var own = await SubscribedAsync();
        await grants.RegisterAsync("acme", "http://acme/");
        host.Services.GetRequiredService<VnfmSubscriptions>().Want(GrantWorld.Tenant, "acme");
        await Eventually.HoldsAsync(async () => (await grants.Store.GetAsync(NsCollections.VnfmSubscriptions, GrantWorld.Tenant, "vnflcm.acme", default))?.Value.SubscriptionId is not null, "the NFVO has subscribed at both");
        var theirs = other.Subscriptions.Values.Single();
        theirs.Request.CallbackUri.ShouldBe(own.Request.CallbackUri + "/acme");
        (await NotifyAsync(theirs, "op", LcmOperationStateType.ROLLED_BACK, own.Login, own: false)).ShouldBe(HttpStatusCode.Unauthorized);

        await grants.AskAsync(GrantWorld.Request("vnf", "op", ["compute/v/0"]));
        (await NotifyAsync(theirs, "op", LcmOperationStateType.ROLLED_BACK)).ShouldBe(HttpStatusCode.NoContent);
        (await grants.ReservedAsync()).ShouldBe(2, "the operation is of the house's own VNFM");

        await grants.Service.GrantAsync(GrantWorld.Tenant, GrantWorld.Request("vnf-2", "op-2", ["compute/v/0"]), GrantWorld.LinksOf, default, "acme");
        (await Should.ThrowAsync<SolProblemException>(() => grants.AskAsync(GrantWorld.Request("vnf-2", "op-2", ["compute/v/0"])))).Problem.StatusCode.ShouldBe(409);
        (await NotifyAsync(own, "op-2", LcmOperationStateType.ROLLED_BACK)).ShouldBe(HttpStatusCode.NoContent);
        (await grants.ReservedAsync()).ShouldBe(4);
        var waiting = host.Services.GetRequiredService<ChildOperations>().WaitAsync(new VnfmHandle("acme", null!), "op-2", default);
        (await NotifyAsync(theirs, "op-2", LcmOperationStateType.ROLLED_BACK)).ShouldBe(HttpStatusCode.NoContent);
        (await waiting).State.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        (await grants.ReservedAsync()).ShouldBe(2);
    }

    private VnfmHandle Own => host.Services.GetRequiredService<VnfmDirectory>().Own;

    private async Task<SubscribingVnfm.Subscription> SubscribedAsync()
    {
        host.Services.GetRequiredService<VnfmSubscriptions>().Want(GrantWorld.Tenant, null);
        await Eventually.HoldsAsync(async () => (await grants.Store.GetAsync(NsCollections.VnfmSubscriptions, GrantWorld.Tenant, "vnflcm", default))?.Value.SubscriptionId is not null, "the NFVO has subscribed");
        return vnfm.Subscriptions.Values.Single();
    }

    private async Task<HttpStatusCode> NotifyAsync(
        SubscribingVnfm.Subscription subscription, string occurrence, LcmOperationStateType state, AuthenticationHeaderValue? login = null, bool own = true)
    {
        var notification = new VnfLcmOperationOccurrenceNotification
        {
            Id = "n",
            NotificationType = VnfLcmOperationOccurrenceNotification.TypeName,
            SubscriptionId = subscription.Id,
            TimeStamp = DateTimeOffset.UtcNow,
            NotificationStatus = NotificationStatus.RESULT,
            OperationState = state,
            VnfInstanceId = "vnf",
            Operation = LcmOperationType.INSTANTIATE,
            IsAutomaticInvocation = false,
            VnfLcmOpOccId = occurrence,
            Links = new LccnLinks { VnfInstance = new NotificationLink { Href = "http://v" }, VnfLcmOpOcc = new NotificationLink { Href = "http://o" }, Subscription = new NotificationLink { Href = "http://s" } },
        };
        using var client = host.AnonymousClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Request.CallbackUri)
        {
            Content = new StringContent(JsonSerializer.Serialize(notification, VnfLcmJsonContext.Default.VnfLcmOperationOccurrenceNotification), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = own ? subscription.Login : login;
        return (await client.SendAsync(request)).StatusCode;
    }

    /// <summary>A VNFM that only knows subscriptions and occurrences; it tests callbacks as SOL003 §5.4.20.3.2 says.</summary>
    private sealed class SubscribingVnfm : HttpMessageHandler
    {
        public ConcurrentDictionary<string, Subscription> Subscriptions { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, VnfLcmOpOcc> Operations { get; } = new(StringComparer.Ordinal);

        public int Asked { get; private set; }

        /// <summary>Happens once while an occurrence is asked for; the answer is from before.</summary>
        public Func<Task>? Meanwhile { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath.Split("/v2/")[1].Split('/');
            var answer = (request.Method.Method, path) switch
            {
                ("POST", ["subscriptions"]) => await SubscribeAsync(request),
                ("GET", ["subscriptions"]) => Json(HttpStatusCode.OK, JsonSerializer.Serialize([.. Subscriptions.Values.Select(Resource)], VnfLcmJsonContext.Default.ListLccnSubscription)),
                ("GET", ["subscriptions", var id]) => Subscriptions.TryGetValue(id, out var found) ? Json(HttpStatusCode.OK, JsonSerializer.Serialize(Resource(found), VnfLcmJsonContext.Default.LccnSubscription)) : new(HttpStatusCode.NotFound),
                ("DELETE", ["subscriptions", var id]) => new(Subscriptions.TryRemove(id, out _) ? HttpStatusCode.NoContent : HttpStatusCode.NotFound),
                ("GET", ["vnf_lcm_op_occs", var id]) => await OccurrenceAsync(id),
                _ => throw new InvalidOperationException($"{request.Method} {request.RequestUri}"),
            };
            answer.RequestMessage = request;
            return answer;
        }

        private async Task<HttpResponseMessage> OccurrenceAsync(string id)
        {
            Asked++;
            if (Meanwhile is { } what)
            {
                Meanwhile = null;
                await what();
            }
            return Operations.TryGetValue(id, out var found) ? Json(HttpStatusCode.OK, JsonSerializer.Serialize(found, VnfLcmJsonContext.Default.VnfLcmOpOcc)) : new(HttpStatusCode.NotFound);
        }

        private async Task<HttpResponseMessage> SubscribeAsync(HttpRequestMessage request)
        {
            var body = JsonSerializer.Deserialize(await request.Content!.ReadAsStringAsync(), VnfLcmJsonContext.Default.LccnSubscriptionRequest)!;
            var made = new Subscription(Guid.NewGuid().ToString(), body);
            using var client = new HttpClient();
            using var test = new HttpRequestMessage(HttpMethod.Get, body.CallbackUri);
            test.Headers.Authorization = made.Login;
            (await client.SendAsync(test)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            Subscriptions[made.Id] = made;
            return Json(HttpStatusCode.Created, JsonSerializer.Serialize(Resource(made), VnfLcmJsonContext.Default.LccnSubscription));
        }

        private static LccnSubscription Resource(Subscription of) => new()
        {
            Id = of.Id,
            CallbackUri = of.Request.CallbackUri,
            Filter = of.Request.Filter,
            Verbosity = LcmOpOccNotificationVerbosityType.SHORT,
            Links = new LccnSubscriptionLinks { Self = new Link { Href = $"http://vnfm/vnflcm/v2/subscriptions/{of.Id}" } },
        };

        private static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        internal sealed record Subscription(string Id, LccnSubscriptionRequest Request)
        {
            public AuthenticationHeaderValue Login => new(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Request.Authentication!.ParamsBasic!.UserName}:{Request.Authentication.ParamsBasic.Password}")));
        }
    }
}
