using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Nfvo.Grants.Capacity;
using NfvOrchestrator.Nfvo.Grants.Quotas;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Nfvo.Tests.Grants;

/// <summary>SOL003 §11: whoever was refused for want of quota is told when there is enough, and every tenant of its own quota only.</summary>
public sealed class QuotaNotificationTests : IAsyncLifetime
{
    private static readonly string[] Two = ["compute/v/0", "compute/v/1"];
    private GrantWorld world = null!;
    private ServiceHost host = null!;
    private NotificationReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        world = await GrantWorld.StartAsync(servers: 20, o => o.Quotas["t"] = new TenantQuotaOptions { Vcpus = 8 });
        receiver = await NotificationReceiver.StartAsync();
        host = await ServiceHost.StartAsync(
            builder =>
            {
                builder.Services.AddSolConventions();
                builder.Services.AddSingleton(world.Store);
                builder.Services.AddSingleton(world.Service);
                builder.Services.AddSingleton(world.Options);
                builder.Services.AddNfvDataProtection(Path.Combine(world.Folder, "keys"));
                builder.Services.AddSolResources();
                builder.Services.AddIdempotency();
                builder.Services.AddNotifications(o => o.Callback.AllowLoopback = true);
            },
            app =>
            {
                app.MapSolApi(SolApi.VrQan, QuotaSubscriptionEndpoints.Map);
                CapacityEndpoints.Map(app);
            });
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await receiver.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task Quota_that_a_grant_lacked_is_told_of_when_it_is_there_and_only_then()
    {
        await SubscribeAsync("all", "t", "{}");
        await SubscribeAsync("compute", "t", """{"resourceTypes":["COMPUTE"],"vimIds":["vim"],"resourceGroupIds":["t"]}""");
        await SubscribeAsync("storage", "t", """{"resourceTypes":["STORAGE"]}""");
        await SubscribeAsync("elsewhere", "t", """{"vimIds":["other"]}""");
        await SubscribeAsync("stranger", "someone-else", "{}");
        await world.AskAsync(GrantWorld.Request("a", "o1", Two));
        await world.AskAsync(GrantWorld.Request("b", "o2", ["compute/v/0"]));
        (await world.TryAsync(GrantWorld.Request("c", "o3", Two))).ShouldBeFalse("6 of 8 vCPU are held");
        (await world.TryAsync(GrantWorld.Request("c", "o3", Two))).ShouldBeFalse();
        await world.AskAsync(GrantWorld.Request("d", "o4", ["compute/v/0"]));

        // 2 are not the 4 that were lacking.
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "o4", completed: false, default);
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "o2", completed: false, default);
        await Eventually.HoldsAsync(() => Of("all").Count == 1 && Of("compute").Count == 1, "the quota that was lacking is told of");
        var told = JsonDocument.Parse(Of("compute")[0]).RootElement;
        told.GetProperty("notificationType").GetString().ShouldBe("VrQuotaAvailNotification");
        told.GetProperty("resourceGroupId").GetString().ShouldBe("t");
        told.GetProperty("vimConnectionInfo").GetProperty("vimId").GetString().ShouldBe("vim");
        told.GetProperty("_links").GetProperty("subscription").GetProperty("href").GetString().ShouldNotBeNull().ShouldContain("/vrqan/v1/subscriptions/");
        (await world.TryAsync(GrantWorld.Request("c", "o3", Two))).ShouldBeTrue("that is what the notification said");

        // Nobody lacks anything now: what ends is nobody's news. What is heard next is a quota that was set.
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "o3", completed: false, default);
        await SetAsync("t", """{"vcpus":100,"storageGib":5}""");
        await Eventually.HoldsAsync(() => Of("storage").Count == 1, "a quota that was set is told of");
        await Eventually.HoldsAsync(() => Of("all").Count == 2, "to all who listen to it");
        await SetAsync("t", """{"vcpus":100,"storageGib":5}""");
        await SetAsync("someone-else", """{"vcpus":1}""");
        await Eventually.HoldsAsync(() => Of("stranger").Count == 1, "each tenant hears of its own");
        Of("all").Count.ShouldBe(2, "the same quota set again is no news");
        Of("elsewhere").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_larger_quota_by_configuration_is_told_of_as_well()
    {
        await SubscribeAsync("all", "t", "{}");
        (await world.TryAsync(GrantWorld.Request("a", "o1", [.. Two, "compute/v/2", "compute/v/3", "compute/v/4"]))).ShouldBeFalse();
        await world.Service.ConfigureQuotasAsync(default);
        world.Options.Quotas["t"].Vcpus = 10;
        await world.Service.ConfigureQuotasAsync(default);
        await Eventually.HoldsAsync(() => Of("all").Count == 1, "the new limit is enough");
    }

    /// <summary>Each refusal is stored with the ledger: whichever process frees the quota tells of it.</summary>
    [Fact]
    public async Task Another_process_that_frees_the_quota_tells_of_it()
    {
        await SubscribeAsync("all", "t", "{}");
        await world.AskAsync(GrantWorld.Request("a", "o1", [.. Two, "compute/v/2", "compute/v/3"]));
        (await world.TryAsync(GrantWorld.Request("b", "o2", ["compute/v/0"]))).ShouldBeFalse();
        await world.NewService().ConcludeAsync(GrantWorld.Tenant, "o1", completed: false, default);
        await Eventually.HoldsAsync(() => Of("all").Count == 1, "the other process told of it");
    }

    [Fact]
    public async Task A_filter_that_belongs_to_indirect_mode_is_refused()
        => (await PostAsync("t", """{"resourceProviderIds":["p"]}""", "x")).ShouldBe(HttpStatusCode.UnprocessableEntity);

    private List<string> Of(string path) => [.. receiver.Received.Where(r => r.Path == path).Select(r => r.Body)];

    private async Task SubscribeAsync(string path, string tenant, string filter) => (await PostAsync(tenant, filter, path)).ShouldBe(HttpStatusCode.Created);

    private async Task<HttpStatusCode> PostAsync(string tenant, string filter, string path)
    {
        using var http = host.Client(tenant);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/vrqan/v1/subscriptions")
        {
            Content = new StringContent($$"""{"callbackUri":"{{receiver.CallbackUri(path)}}","filter":{{filter}}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Version", SolApi.VrQan.Newest);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task SetAsync(string tenant, string quota)
    {
        using var http = host.Client(null, "service");
        using var answer = await http.PutAsync(new Uri($"/capacity/v1/quotas/{tenant}/vim", UriKind.Relative), new StringContent(quota, Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
