using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Two processes of the adapter, as they are delivered, on one account and one PostgreSQL: what both are told to make is made once, and what one was making when it was killed the other finishes.</summary>
public sealed class TwoProcessesTests
{
    private const int Servers = 6;
    private readonly string run = "twice" + Guid.NewGuid().ToString("N")[..8];

    [SkippableFact]
    public async Task What_both_make_is_made_once_and_what_a_killed_one_began_the_other_finishes()
    {
        var postgres = await PostgresServer.StartOrNullAsync();
        Skip.If(postgres is null, PostgresServer.MissingReason);
        await using var cloud = await CloudUnderTest.StartAsync();
        await using var project = await CloudProject.MakeAsync(cloud, run);
        await using var issuer = await IssuerAsync();
        var settings = Settings(project.Account("os"), await postgres.CreateDatabaseAsync(), issuer.Urls.First());
        using var eyes = await project.EyesAsync();
        await using var one = await ServiceProcess.StartAsync("NfvOrchestrator.Vim.OpenStack", settings);
        await using var two = await ServiceProcess.StartAsync("NfvOrchestrator.Vim.OpenStack", settings);
        var (a, b) = (Client(one), Client(two));

        var made = await Task.WhenAll(Enumerable.Range(0, Servers).SelectMany(i => new[] { a, b }.Select(vim => vim.EnsureAsync("os", Key(i), Server(), CloudUnderTest.Limit, default))));
        made.Select(static s => s.VimResourceId).Distinct(StringComparer.Ordinal).Count().ShouldBe(Servers, one.Output + two.Output);
        (await eyes.MarkedAsync(run)).Count.ShouldBe(Servers);

        // The first is killed as soon as the cloud has something of what it makes.
        var begun = Enumerable.Range(Servers, Servers).Select(i => a.PutAsync("os", Key(i), Server(), TimeSpan.Zero, default)).ToList();
        await Eventually.HoldsAsync(async () => (await eyes.MarkedAsync(run)).Count > Servers, "the first of them is begun", CloudUnderTest.Limit);
        await one.KillAsync();
        await Task.WhenAll(Enumerable.Range(Servers, Servers).Select(i => b.EnsureAsync("os", Key(i), Server(), CloudUnderTest.Limit, default)));
        (await eyes.MarkedAsync(run)).Count.ShouldBe(2 * Servers, two.Output);
        foreach (var put in begun)
        {
            // What was answered before it died was true; the rest had no answer.
            if ((await Record.ExceptionAsync(() => put)) is { } lost)
            {
                lost.ShouldBeOfType<VimException>().Cause.ShouldBe(VimErrorCause.UNREACHABLE, lost.Message);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 2 * Servers).Select(i => b.EnsureDeletedAsync("os", VimResourceKind.Compute, Key(i), CloudUnderTest.Limit, default)));
        (await eyes.MarkedAsync(run)).ShouldBeEmpty();
    }

    private string Key(int number) => VimKey.Of(run, $"s{number}");

    private ComputeSpec Server() => new() { Name = run, Vcpus = 1, MemoryMib = 512, DiskGib = 1, ImageRef = CloudUnderTest.Image, Tags = new VimTags { InstanceId = run } };

    private static VimClient Client(ServiceProcess adapter)
    {
        var http = new HttpClient { BaseAddress = adapter.Address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokenIssuer.Token("t"));
        return new VimClient(http, new VimClientOptions { RetryDelay = TimeSpan.FromMilliseconds(30), Patience = TimeSpan.FromSeconds(5), AttemptTimeout = TimeSpan.FromSeconds(90) });
    }

    private static Dictionary<string, string> Settings(OpenStackAccountSettings account, string database, string issuer) => new(StringComparer.Ordinal)
    {
        ["Store:Provider"] = "Postgres",
        ["Store:ConnectionString"] = database,
        ["Nfv:Auth:Authority"] = issuer,
        ["OpenStack:Accounts:0:Id"] = account.Id,
        ["OpenStack:Accounts:0:AuthUrl"] = account.AuthUrl,
        ["OpenStack:Accounts:0:UserName"] = account.UserName!,
        ["OpenStack:Accounts:0:Password"] = account.Password!,
        ["OpenStack:Accounts:0:Project"] = account.Project!,
        ["OpenStack:Accounts:0:Region"] = account.Region!,
        // How long the second waits before it takes over what the first was making.
        ["OpenStack:RequestTimeout"] = CloudUnderTest.IsReal ? "00:00:50" : "00:00:05",
        ["OpenStack:CreationLease"] = CloudUnderTest.IsReal ? "00:00:55" : "00:00:06",
        ["OpenStack:MetricsInterval"] = "00:00:00",
    };

    /// <summary>Whose tokens the processes accept: the document and the keys that they read.</summary>
    private static async Task<WebApplication> IssuerAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = builder.Build();
        issuer.MapGet("/.well-known/openid-configuration", () => Results.Text($$"""{"issuer":"{{TestTokenIssuer.Issuer}}","jwks_uri":"{{issuer.Urls.First()}}/keys"}""", "application/json"));
        issuer.MapGet("/keys", static () => Results.Text(TestTokenIssuer.PublicKeys, "application/json"));
        await issuer.StartAsync();
        return issuer;
    }
}
