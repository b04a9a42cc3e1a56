using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Accounts by application credential, made at Keystone by the user of the test; and what is said when one has ended.</summary>
public sealed class ApplicationCredentialTests : IAsyncLifetime
{
    private const string WrongOrExpired = "the secret may be wrong, the application credential may have expired";
    private readonly string run = "cred" + Guid.NewGuid().ToString("N")[..8];
    private CloudUnderTest cloud = null!;
    private CloudEyes eyes = null!;

    public async Task InitializeAsync()
    {
        cloud = await CloudUnderTest.StartAsync();
        eyes = await CloudEyes.OpenAsync(cloud);
    }

    public async Task DisposeAsync()
    {
        eyes.Dispose();
        await cloud.DisposeAsync();
    }

    [Fact]
    public async Task ResourcesAreMadeInTheProjectOfTheCredentialAndOneThatWasDeletedSaysSo()
    {
        var (id, secret) = await MakeAsync(null);
        await using (var adapter = await AdapterHost.StartAsync([Account(id, secret)]))
        {
            var vim = adapter.Client();
            var view = await ViewAsync(adapter);
            (view.Health, view.Capabilities!.ProjectId).ShouldBe((VimHealth.HEALTHY, eyes.ProjectId), view.HealthDetail);
            var network = await vim.EnsureAsync("os", run + ":n", new NetworkSpec { Name = run }, CloudUnderTest.Limit, default);
            (await eyes.ListAsync("network", $"/v2.0/networks?project_id={eyes.ProjectId}", "networks")).Select(static n => (string?)n["id"]).ShouldContain(network.VimResourceId);
            await vim.EnsureDeletedAsync("os", VimResourceKind.Network, run + ":n", CloudUnderTest.Limit, default);
            adapter.Host.Logs.Lines.ShouldNotContain(l => l.Contains(secret, StringComparison.Ordinal));
        }
        await RefusedAsync(Account(id, "x" + secret), id, WrongOrExpired); // at its beginning: Keystone does not look at what bcrypt cuts off
        await eyes.SendAsync(HttpMethod.Delete, "identity", $"/users/{eyes.UserId}/application_credentials/{id}");
        await RefusedAsync(Account(id, secret), id, "It was deleted, or its identifier is wrong");
    }

    [Fact]
    public async Task OneThatHasExpiredIsAmongTheReasons()
    {
        var (id, secret) = await MakeAsync(DateTimeOffset.UtcNow.AddSeconds(3));
        try
        {
            // Another adapter each time: a token that was got in time may live longer than the credential.
            await Eventually.HoldsAsync(
                async () =>
                {
                    await using var adapter = await AdapterHost.StartAsync([Account(id, secret)]);
                    return (await ViewAsync(adapter)).Health == VimHealth.DOWN;
                },
                "it has expired", CloudUnderTest.Limit);
            await RefusedAsync(Account(id, secret), id, WrongOrExpired);
        }
        finally
        {
            await eyes.SendAsync(HttpMethod.Delete, "identity", $"/users/{eyes.UserId}/application_credentials/{id}");
        }
    }

    private async Task RefusedAsync(OpenStackAccountSettings account, string id, string words)
    {
        await using var adapter = await AdapterHost.StartAsync([account]);
        var view = await ViewAsync(adapter);
        view.Health.ShouldBe(VimHealth.DOWN);
        view.HealthDetail.ShouldNotBeNull().ShouldContain($"does not accept application credential '{id}'");
        view.HealthDetail.ShouldContain(words);
        view.HealthDetail.ShouldNotContain(account.ApplicationCredentialSecret!);
        var refused = await Should.ThrowAsync<VimException>(() => adapter.Client().PutAsync("os", run + ":x", new NetworkSpec { Name = run }, TimeSpan.Zero, default));
        (refused.Cause, refused.Retryable).ShouldBe((VimErrorCause.UNAUTHORIZED, false), refused.Message);
        refused.Error.RequestId.ShouldNotBeNull("Keystone's log has it").ShouldStartWith("req-");
    }

    private OpenStackAccountSettings Account(string id, string secret) => new() { Id = "os", AuthUrl = cloud.AuthUrl, ApplicationCredentialId = id, ApplicationCredentialSecret = secret, Region = "RegionOne" };

    private async Task<(string Id, string Secret)> MakeAsync(DateTimeOffset? expires)
    {
        var credential = new JsonObject { ["name"] = run + Guid.NewGuid().ToString("N")[..8] };
        if (expires is { } at)
        {
            credential["expires_at"] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        }
        var made = (await eyes.SendAsync(HttpMethod.Post, "identity", $"/users/{eyes.UserId}/application_credentials", new JsonObject { ["application_credential"] = credential }))!["application_credential"]!;
        return ((string)made["id"]!, (string)made["secret"]!);
    }

    private static async Task<OpenStackAccountView> ViewAsync(AdapterHost adapter)
    {
        var http = adapter.Host.Client("t");
        http.Timeout = CloudUnderTest.Limit;
        return JsonSerializer.Deserialize(await http.GetStringAsync(new Uri("/openstack/v1/accounts/os?probeAgain=true", UriKind.Relative)), OpenStackJson.Default.OpenStackAccountView)!;
    }
}
