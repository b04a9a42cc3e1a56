using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.TestKit;
using Shouldly;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>Subscriptions and notifications of both APIs, to a real receiver.</summary>
public sealed class CatalogueNotificationTests
{
    [Fact]
    public async Task Subscribers_hear_of_packages_and_NSDs_as_their_filters_say()
    {
        var taken = new ConcurrentQueue<(string Path, JsonElement Body)>();
        await using var receiver = await ReceiverAsync(taken);
        await using var host = await CatalogueHost.StartAsync();
        await SubscribeAsync(host, "/vnfpkgm/v2/subscriptions", receiver.Urls.First() + "/all", "{}");
        await SubscribeAsync(host, "/vnfpkgm/v2/subscriptions", receiver.Urls.First() + "/other", """{"vnfProductsFromProviders":[{"vnfProvider":"nobody"}]}""");
        await SubscribeAsync(host, "/vnfpkgm/v2/subscriptions", receiver.Urls.First() + "/changes", """{"notificationTypes":["VnfPackageChangeNotification"]}""");
        await SubscribeAsync(host, "/nsd/v2/subscriptions", receiver.Urls.First() + "/nsd", "{}");

        var failed = await host.OnboardAsync(Packages.Ns(), "/ns_descriptors");
        var id = (await host.OnboardAsync(Packages.Vnf())).GetProperty("id").GetString()!;
        var nsd = (await host.UploadAsync(failed.GetProperty("id").GetString()!, Packages.Ns(), "/ns_descriptors")).GetProperty("id").GetString()!;
        foreach (var (path, attribute) in new[] { ($"/vnf_packages/{id}", "operationalState"), ($"/ns_descriptors/{nsd}", "nsdOperationalState") })
        {
            (await host.CallAsync("PATCH", path, content: CatalogueHost.Json($$"""{"{{attribute}}":"DISABLED"}"""))).Status.ShouldBe(200);
            (await host.CallAsync("DELETE", path)).Status.ShouldBe(204);
        }

        await Eventually.HoldsAsync(() => taken.Count(t => t.Path == "/all") == 3 && taken.Count(t => t.Path == "/nsd") == 4 && taken.Count(t => t.Path == "/changes") == 2, "all are delivered");
        taken.ShouldNotContain(t => t.Path == "/other");
        Types(taken, "/all").ShouldBe(["VnfPackageOnboardingNotification", "VnfPackageChangeNotification", "VnfPackageChangeNotification"]);
        Types(taken, "/nsd").ShouldBe(["NsdOnBoardingFailureNotification", "NsdOnBoardingNotification", "NsdChangeNotification", "NsdDeletionNotification"]);
        taken.Where(t => t.Path == "/changes").Select(t => t.Body.GetProperty("changeType").GetString()).ShouldBe(["OP_STATE_CHANGE", "PKG_DELETE"]);
        taken.First(t => t.Path == "/all").Body.GetProperty("_links").GetProperty("vnfPackage").GetProperty("href").GetString().ShouldBe($"{host.BaseAddress}vnfpkgm/v2/vnf_packages/{id}");
        if (EtsiContract.Load("SOL005", "NSDManagementNotification") is { } nsdContract)
        {
            foreach (var (_, body) in taken.Where(t => t.Path == "/nsd"))
            {
                nsdContract.ValidateSchema(body.GetProperty("notificationType").GetString()!, body.GetRawText()).ShouldBeEmpty();
            }
        }
        if (EtsiContract.Load("SOL003", "VNFPackageManagementNotification") is { } packageContract)
        {
            foreach (var (_, body) in taken.Where(t => t.Path == "/all"))
            {
                packageContract.ValidateSchema(body.GetProperty("notificationType").GetString()!, body.GetRawText()).ShouldBeEmpty();
            }
        }
    }

    private static string?[] Types(ConcurrentQueue<(string Path, JsonElement Body)> taken, string path)
        => [.. taken.Where(t => t.Path == path).Select(t => t.Body.GetProperty("notificationType").GetString())];

    private static async Task SubscribeAsync(CatalogueHost host, string path, string callback, string filter)
    {
        var created = await host.CallAsync("POST", path, "/subscriptions", CatalogueHost.Json($$"""{"callbackUri":"{{callback}}","filter":{{filter}}}"""));
        created.Status.ShouldBe(201, created.Text);
        var self = new Uri(created.Headers["Location"]).PathAndQuery;
        (await host.CallAsync("GET", self, "/subscriptions/{subscriptionId}")).Status.ShouldBe(200);
    }

    private static async Task<WebApplication> ReceiverAsync(ConcurrentQueue<(string Path, JsonElement Body)> taken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/{name}", () => Results.NoContent());
        app.MapPost("/{name}", async (HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            taken.Enqueue((context.Request.Path.Value!, body.RootElement.Clone()));
            return Results.NoContent();
        });
        await app.StartAsync();
        return app;
    }
}
