using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Nfvo.Tests.Grants;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Nfvo.Tests.NsLcm;

/// <summary>Registration of VNFMs of other makers (<c>/nfvo-ext/v1/vnfms</c>): secrets, health, which VNF goes where.</summary>
public sealed class VnfmRegistrationTests : IAsyncLifetime, IDisposable
{
    private const string Acme = """
        {"name":"Acme","apiRoot":"http://acme/root","vnfmInfo":["acme:2","acme:1"],
         "authentication":{"tokenEndpoint":"http://127.0.0.1:9/token","clientId":"nfvo","clientSecret":"s3cret"} }
        """;

    private readonly VersionedVnfm vnfm = new();
    private GrantWorld world = null!;
    private ServiceHost host = null!;

    public async Task InitializeAsync()
    {
        world = await GrantWorld.StartAsync(1, o => o.VnfmWatchInterval = TimeSpan.FromMilliseconds(50));
        host = await ServiceHost.StartAsync(
            builder =>
            {
                builder.Services.AddSolConventions();
                builder.Services.AddSingleton(world.Store);
                builder.Services.AddSingleton(world.Options);
                builder.Services.AddSingleton(TimeProvider.System);
                builder.Services.AddSingleton(_ => Directories.Of(world.Store, others: vnfm));
                builder.Services.AddBackgroundLoop<VnfmWatch>();
            },
            VnfmEndpoints.Map);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await world.DisposeAsync();
    }

    public void Dispose() => vnfm.Dispose();

    [Fact]
    public async Task Secrets_are_stored_encrypted_and_never_shown()
    {
        var made = await CallAsync("PUT", "acme", Acme);
        made.Status.ShouldBe(HttpStatusCode.Created);
        JsonDocument.Parse(made.Body).RootElement.GetProperty("registration").GetProperty("enabled").GetBoolean().ShouldBeTrue("that is what a registration is for");
        var stored = (await world.Store.GetAsync(VnfmCollections.Registrations, GrantWorld.Tenant, "acme", default))!.Value;
        stored.Registration.Authentication!.ClientSecret.ShouldNotBeNull().ShouldNotBe("s3cret");
        foreach (var answer in new[] { made.Body, (await CallAsync("GET", "acme")).Body, (await CallAsync("GET", "")).Body })
        {
            answer.ShouldContain("nfvo");
            answer.ShouldNotContain("s3cret");
            answer.ShouldNotContain(stored.Registration.Authentication.ClientSecret!);
        }

        // Changed without the secret it is kept; for another client it has to be told.
        (await CallAsync("PUT", "acme", Acme.Replace(",\"clientSecret\":\"s3cret\"", "", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.OK);
        (await world.Store.GetAsync(VnfmCollections.Registrations, GrantWorld.Tenant, "acme", default))!.Value.Registration.Authentication!.ClientSecret.ShouldBe(stored.Registration.Authentication.ClientSecret);
        (await CallAsync("PUT", "acme", Acme.Replace(",\"clientSecret\":\"s3cret\"", "", StringComparison.Ordinal).Replace("\"nfvo\"", "\"other\"", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("acme", """{"apiRoot":"ftp://acme/","vnfmInfo":["a"]}""")]
    [InlineData("acme", """{"apiRoot":"http://user:pass@acme/","vnfmInfo":["a"]}""")]
    [InlineData("acme", """{"apiRoot":"http://acme/","vnfmInfo":[]}""")]
    [InlineData("acme", """{"apiRoot":"http://acme/","vnfmInfo":["a"],"version":"1.3.0"}""")]
    [InlineData("acme", """{"apiRoot":"http://acme/","vnfmInfo":["a"],"authentication":{"tokenEndpoint":"http://t/","clientId":"c"} }""")]
    [InlineData("ac%20me", """{"apiRoot":"http://acme/","vnfmInfo":["a"]}""")]
    public async Task What_cannot_work_is_refused(string id, string body) => (await CallAsync("PUT", id, body)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

    [Fact]
    public async Task Only_services_change_registrations_and_tenants_see_their_own()
    {
        using var oper = host.Client("t");
        using var content = new StringContent(Acme, Encoding.UTF8, "application/json");
        (await oper.PutAsync(new Uri("/nfvo-ext/v1/vnfms/acme", UriKind.Relative), content)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await CallAsync("PUT", "acme", Acme)).Status.ShouldBe(HttpStatusCode.Created);
        (await oper.GetAsync(new Uri("/nfvo-ext/v1/vnfms/acme", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = host.Client("other");
        (await other.GetAsync(new Uri("/nfvo-ext/v1/vnfms/acme", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetStringAsync(new Uri("/nfvo-ext/v1/vnfms", UriKind.Relative))).ShouldBe("[]");
    }

    [Fact]
    public async Task Health_says_who_answers_and_why_not()
    {
        (await CallAsync("PUT", "acme", """{"apiRoot":"http://acme/root/","vnfmInfo":["acme:1"]}""")).Status.ShouldBe(HttpStatusCode.Created);
        await StateAsync("UP");
        vnfm.Asked.ShouldContain("http://acme/root/vnflcm/api_versions");
        vnfm.Answer = """{"uriPrefix":"/vnflcm","apiVersions":[{"version":"1.3.0"}]}""";
        (await StateAsync("DOWN")).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("1.3.0");
        vnfm.Answer = null;
        await Eventually.HoldsAsync(async () => (await HealthAsync()).GetProperty("detail").GetString()!.Contains("503", StringComparison.Ordinal), "what it answered is told");
        vnfm.Answer = VersionedVnfm.Good;
        await StateAsync("UP");
        (await CallAsync("DELETE", "acme")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await CallAsync("GET", "acme")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await CallAsync("DELETE", "acme")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_vnf_goes_to_the_registered_vnfm_that_its_descriptor_names()
    {
        var directory = host.Services.GetRequiredService<VnfmDirectory>();
        Task<string?> ChooseAsync(params string[] info) => directory.ChooseAsync(GrantWorld.Tenant, info, default);
        await world.RegisterAsync("a", "http://a/");
        await world.RegisterAsync("b", "http://b/");
        (await ChooseAsync()).ShouldBeNull();
        (await ChooseAsync("nobody")).ShouldBeNull("the house's own takes it");
        (await ChooseAsync("b", "a")).ShouldBe("b", "the descriptor's first choice");
        directory.SetHealth(GrantWorld.Tenant, "b", new VnfmHealth(VnfmState.DOWN));
        (await ChooseAsync("b", "a")).ShouldBe("a", "the first choice does not answer");
        (await ChooseAsync("b")).ShouldBe("b", "there is no other; the operation says that it does not answer");
        (await directory.ChooseAsync(new Platform.Store.TenantId("other"), ["a"], default)).ShouldBeNull();
        (await Should.ThrowAsync<VnfmUnknownException>(() => directory.GetAsync(GrantWorld.Tenant, "gone", default))).Message.ShouldContain("Register it again");
    }

    private async Task<JsonElement> StateAsync(string state)
    {
        await Eventually.HoldsAsync(async () => (await HealthAsync()).GetProperty("state").GetString() == state, $"the VNFM is {state}");
        return await HealthAsync();
    }

    private async Task<JsonElement> HealthAsync() => JsonDocument.Parse((await CallAsync("GET", "acme")).Body).RootElement.GetProperty("health");

    private async Task<(HttpStatusCode Status, string Body)> CallAsync(string method, string id, string? body = null)
    {
        using var client = host.Client("t", "service");
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/nfvo-ext/v1/vnfms{(id.Length == 0 ? "" : "/" + id)}");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A VNFM that only tells its versions.</summary>
    private sealed class VersionedVnfm : HttpMessageHandler
    {
        public const string Good = """{"uriPrefix":"/vnflcm","apiVersions":[{"version":"2.3.0"}]}""";

        public string? Answer { get; set; } = Good;

        public System.Collections.Concurrent.ConcurrentQueue<string> Asked { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Enqueue(request.RequestUri!.AbsoluteUri);
            return Task.FromResult(new HttpResponseMessage(Answer is null ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent(Answer ?? "", Encoding.UTF8, "application/json"),
            });
        }
    }
}
