using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>Packages that are fetched by their URI, and artifacts that are read together.</summary>
public sealed class RemotePackageTests
{
    [Fact]
    public async Task A_package_is_fetched_and_onboarded()
    {
        await using var elsewhere = await ElsewhereAsync(context => context.Response.Body.WriteAsync(Packages.Vnf()).AsTask());
        await using var host = await CatalogueHost.StartAsync();
        var id = await host.CreateAsync();
        (await FetchAsync(host, id, $"{elsewhere.Urls.First()}/vnf.csar")).Status.ShouldBe(202);
        CatalogueHost.State(await host.EndAsync(id)).ShouldBe("ONBOARDED");
        (await FetchAsync(host, id, $"{elsewhere.Urls.First()}/vnf.csar")).Status.ShouldBe(409);
    }

    [Fact]
    public async Task It_logs_in_where_it_is_told_to()
    {
        await using var elsewhere = await ElsewhereAsync(async context =>
        {
            if (context.Request.Path == "/token")
            {
                context.Request.Headers.Authorization.ToString().ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("me:s3cret")));
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("""{"access_token":"good","token_type":"Bearer","expires_in":60}""");
            }
            else if (context.Request.Headers.Authorization == "Bearer good")
            {
                await context.Response.Body.WriteAsync(Packages.Vnf());
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            }
        });
        await using var host = await CatalogueHost.StartAsync();
        var id = await host.CreateAsync();
        var root = elsewhere.Urls.First();
        (await FetchAsync(host, id, $"{root}/vnf.csar")).Detail.ShouldContain("answered 401");
        (await FetchAsync(host, id, $"{root}/vnf.csar", ""","authType":"OAUTH2_CLIENT_CREDENTIALS" """)).Status.ShouldBe(422);
        (await FetchAsync(host, id, $"{root}/vnf.csar", $$""","authType":"OAUTH2_CLIENT_CREDENTIALS","paramsOauth2ClientCredentials":{"clientId":"me","clientPassword":"s3cret","tokenEndpoint":"{{root}}/token"}""")).Status.ShouldBe(202);
        CatalogueHost.State(await host.EndAsync(id)).ShouldBe("ONBOARDED");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/vnf.csar", "could not be")]
    [InlineData("http://169.254.169.254/latest/meta-data", "must not point to the address")]
    [InlineData("file:///etc/passwd", "must be http or https")]
    [InlineData("vnf.csar", "absolute URI")]
    public async Task What_cannot_be_fetched_is_refused_at_once(string address, string why)
    {
        await using var host = await CatalogueHost.StartAsync();
        var id = await host.CreateAsync();
        var refused = await FetchAsync(host, id, address);
        refused.Status.ShouldBe(422, refused.Text);
        refused.Detail.ShouldNotContain("callbackUri");
        if (!address.Contains(":9/", StringComparison.Ordinal))
        {
            refused.Detail.ShouldContain(why);
        }
        CatalogueHost.State((await host.CallAsync("GET", $"/vnf_packages/{id}")).Json).ShouldBe("CREATED");
    }

    [Fact]
    public async Task One_that_breaks_off_says_so_and_can_be_fetched_again()
    {
        var breaks = true;
        var accepted = new TaskCompletionSource();
        await using var elsewhere = await ElsewhereAsync(async context =>
        {
            var content = Packages.Vnf();
            context.Response.ContentLength = content.Length;
            await context.Response.Body.WriteAsync(breaks ? content.AsMemory(0, content.Length / 2) : content);
            await context.Response.Body.FlushAsync();
            if (breaks)
            {
                await accepted.Task;
                context.Abort();
            }
        });
        await using var host = await CatalogueHost.StartAsync();
        var id = await host.CreateAsync();
        var address = $"{elsewhere.Urls.First()}/vnf.csar";
        (await FetchAsync(host, id, address)).Status.ShouldBe(202);
        accepted.SetResult();
        var end = await host.EndAsync(id);
        CatalogueHost.State(end).ShouldBe("ERROR");
        end.GetProperty("onboardingFailureDetails").GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("broke off after");
        host.Blobs.ShouldBeEmpty();

        breaks = false;
        (await FetchAsync(host, id, address)).Status.ShouldBe(202);
        await Eventually.HoldsAsync(async () => CatalogueHost.State((await host.CallAsync("GET", $"/vnf_packages/{id}")).Json) == "ONBOARDED", "the second attempt is onboarded");
    }

    [Theory]
    [InlineData("", "Files/licence.txt Files/setup.sh")]
    [InlineData("?exclude_all_mano_artifacts", "")]
    [InlineData("?exclude_all_non_mano_artifacts", "Files/licence.txt Files/setup.sh")]
    [InlineData("?include_external_artifacts", "Files/licence.txt Files/setup.sh")]
    [InlineData("?select_non_mano_artifact_sets=none", "Files/licence.txt Files/setup.sh")]
    [InlineData("?include_signatures", "Files/licence.txt Files/setup.cert Files/setup.cms Files/setup.sh")]
    public async Task Artifacts_are_read_together_as_chosen(string query, string expected)
    {
        await using var host = await CatalogueHost.StartAsync();
        static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
        var package = await host.OnboardAsync(Packages.Vnf(more: new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["Files/licence.txt"] = Text("free"),
            ["Files/setup.sh"] = Text("true"),
            ["Files/setup.cms"] = Text("signature"),
            ["Files/setup.cert"] = Text("certificate"),
        }));
        foreach (var path in new[] { $"/vnf_packages/{package.GetProperty("id").GetString()}/artifacts", $"/onboarded_vnf_packages/{Packages.VnfdId}/artifacts" })
        {
            var answer = await host.CallAsync("GET", path + query);
            answer.Status.ShouldBe(200, answer.Text);
            answer.Headers["Content-Type"].ShouldBe("application/zip");
            using var zip = new ZipArchive(new MemoryStream(answer.Bytes));
            // The names of signatures are artifacts themselves in a package whose manifest lists them.
            var names = zip.Entries.Select(e => e.FullName).Where(n => n.StartsWith("Files/setup", StringComparison.Ordinal) || n == "Files/licence.txt")
                .Where(n => expected.Contains(".cms", StringComparison.Ordinal) || !n.Contains("/setup.c", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
            string.Join(' ', names).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_choice_that_contradicts_itself_is_refused()
    {
        await using var host = await CatalogueHost.StartAsync();
        await host.OnboardAsync(Packages.Vnf());
        (await host.CallAsync("GET", $"/onboarded_vnf_packages/{Packages.VnfdId}/artifacts?exclude_all_non_mano_artifacts&select_non_mano_artifact_sets=a")).Status.ShouldBe(400);
        (await host.CallAsync("GET", $"/vnf_packages/{await host.CreateAsync()}/artifacts")).Status.ShouldBe(409);
    }

    private static Task<CatalogueHost.Answer> FetchAsync(CatalogueHost host, string id, string address, string more = "")
        => host.CallAsync("POST", $"/vnf_packages/{id}/package_content/upload_from_uri", content: CatalogueHost.Json($$"""{"addressInformation":"{{address}}"{{more}} }"""));

    private static async Task<WebApplication> ElsewhereAsync(RequestDelegate answer)
    {
        var builder = NfvWebApplication.CreateEmbeddedBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }
}
