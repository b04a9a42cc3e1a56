using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.TestKit;
using Shouldly;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>The catalogue alone as a service on a real Kestrel, over SQLite and a folder of blobs.</summary>
internal sealed class CatalogueHost : IAsyncDisposable
{
    private static readonly EtsiContract? PackageContract = EtsiContract.Load("SOL005", "VNFPackageManagement");
    private static readonly EtsiContract? OnboardedContract = EtsiContract.Load("SOL003", "VNFPackageManagement");
    private static readonly EtsiContract? NsdContract = EtsiContract.Load("SOL005", "NSDManagement");

    private readonly ServiceHost host;
    private readonly bool ownsFolder;

    private CatalogueHost(ServiceHost host, string folder, bool ownsFolder)
    {
        this.host = host;
        this.ownsFolder = ownsFolder;
        Folder = folder;
        Http = Client("t1");
    }

    public string Folder { get; }

    public HttpClient Http { get; }

    public Uri BaseAddress => host.BaseAddress;

    public ICatalogue Catalogue => host.Services.GetRequiredService<ICatalogue>();

    public IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    public static TenantId Tenant => new("t1");

    /// <summary>Everything in the blob folder, finished or not.</summary>
    public IReadOnlyList<string> Blobs => [.. Directory.EnumerateFiles(Path.Combine(Folder, "blobs"), "*", SearchOption.AllDirectories)];

    public static async Task<CatalogueHost> StartAsync(CatalogueOptions? options = null, string? folder = null, Func<IBlobStore, IBlobStore>? blobs = null, TimeProvider? clock = null, PackageOptions? packages = null)
    {
        var path = folder ?? Directory.CreateTempSubdirectory("nfv-catalogue-").FullName;
        var started = await ServiceHost.StartAsync(
            builder =>
            {
                var services = builder.Services;
                if (clock is not null)
                {
                    services.AddSingleton(clock);
                }
                services.AddDocumentStore(new StoreOptions { Path = Path.Combine(path, "store.db"), Durability = StoreDurability.Normal });
                services.AddNfvDataProtection();
                services.AddLocalFolderBlobs(new LocalFolderBlobOptions { Folder = Path.Combine(path, "blobs") });
                if (blobs is not null)
                {
                    services.AddSingleton<IBlobStore>(provider => blobs(provider.GetRequiredService<LocalFolderBlobStore>()));
                }
                services.AddSolConventions();
                services.AddSolResources();
                services.AddIdempotency();
                services.AddNotifications(o => o.Callback.AllowLoopback = true);
                services.AddNfvoCatalogue(options ?? new CatalogueOptions(), packages);
            },
            app =>
            {
                app.MapSolApi(SolApi.VnfPkgm, CatalogueEndpoints.MapVnfPackages);
                app.MapSolApi(SolApi.Nsd, CatalogueEndpoints.MapNsDescriptors);
            });
        return new CatalogueHost(started, path, folder is null);
    }

    public HttpClient Client(string tenant) => host.Client(tenant);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        if (ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>One exchange; the answer is checked against the published document when a template is given and the document is there.</summary>
    public async Task<Answer> CallAsync(
        string method, string path, string? template = null, HttpContent? content = null, string? accept = null, IReadOnlyDictionary<string, string>? headers = null, HttpClient? client = null)
    {
        var nsd = path.StartsWith("/ns_", StringComparison.Ordinal) || path.StartsWith("/pnf_", StringComparison.Ordinal) || path.StartsWith("/nsd/", StringComparison.Ordinal);
        var root = path.StartsWith("/nsd/", StringComparison.Ordinal) || path.StartsWith("/vnfpkgm/", StringComparison.Ordinal) ? "" : nsd ? "/nsd/v2" : "/vnfpkgm/v2";
        using var request = new HttpRequestMessage(new HttpMethod(method), root + path) { Content = content };
        request.Headers.Add("Version", nsd ? "2.3.0" : "2.4.0");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await (client ?? Http).SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var answer = new Answer((int)response.StatusCode, response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase), bytes);
        if (template is not null)
        {
            var contract = nsd ? NsdContract : template.StartsWith("/onboarded", StringComparison.Ordinal) ? OnboardedContract : PackageContract;
            // The documents list no schema for content, so only JSON bodies are compared.
            var body = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? answer.Text : null;
            contract?.Validate(method, template, answer.Status, response.Headers.Concat(response.Content.Headers), body).Where(static v => !IsKnownContradiction(v)).ShouldBeEmpty();
        }
        if (answer.Status >= 400)
        {
            answer.Headers["Content-Type"].ShouldBe("application/problem+json");
            answer.Json.GetProperty("status").GetInt32().ShouldBe(answer.Status);
            answer.Json.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
            answer.Text.ShouldNotContain("   at NfvOrchestrator");
        }
        return answer;
    }

    /// <summary>Where a published document has one string although the specification's text (SOL005 §9.5.2.5, §9.5.3.4, SOL003 §4.4.1.3) has a list or a structure: we follow the text.</summary>
    private static bool IsKnownContradiction(string violation)
        => violation.Contains("compatibleSpecificationVersions is Array", StringComparison.Ordinal) || violation.Contains("$.filter.notificationTypes", StringComparison.Ordinal)
            || violation.EndsWith("imagePath is missing.", StringComparison.Ordinal) // an image outside of the package has none (SOL003 §10.5.3.2)
            || violation.EndsWith("checksum is Object, expected string.", StringComparison.Ordinal);

    public static HttpContent Json(string json, string type = "application/json") => new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue(type));

    public static HttpContent Content(byte[] bytes, string type = "application/zip") => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    /// <summary>Creates a package resource; gives its id.</summary>
    public async Task<string> CreateAsync(string list = "/vnf_packages", HttpClient? client = null)
    {
        var created = await CallAsync("POST", list, list, Json("{}"), client: client);
        created.Status.ShouldBe(201, created.Text);
        return created.Json.GetProperty("id").GetString()!;
    }

    /// <summary>Creates, uploads, waits for the end of onboarding; gives the resource.</summary>
    public async Task<JsonElement> OnboardAsync(byte[] package, string list = "/vnf_packages", HttpClient? client = null, string type = "application/zip")
    {
        var id = await CreateAsync(list, client);
        return await UploadAsync(id, package, list, client, type);
    }

    public async Task<JsonElement> UploadAsync(string id, byte[] package, string list = "/vnf_packages", HttpClient? client = null, string type = "application/zip")
    {
        var content = list switch { "/vnf_packages" => "package_content", "/pnf_descriptors" => "pnfd_content", _ => "nsd_content" };
        var uploaded = await CallAsync("PUT", $"{list}/{id}/{content}", $"{list}/{{id}}/{content}", Content(package, type), client: client);
        uploaded.Status.ShouldBe(202, uploaded.Text);
        return await EndAsync(id, list, client);
    }

    /// <summary>Waits until a resource is ONBOARDED or ERROR.</summary>
    public async Task<JsonElement> EndAsync(string id, string list = "/vnf_packages", HttpClient? client = null)
    {
        JsonElement last = default;
        await Eventually.HoldsAsync(async () =>
        {
            var read = await CallAsync("GET", $"{list}/{id}", $"{list}/{{id}}", client: client);
            last = read.Json;
            return State(last) is "ONBOARDED" or "ERROR";
        }, $"{list}/{id} is ONBOARDED or ERROR");
        return last;
    }

    public static string? State(JsonElement resource)
        => new[] { "onboardingState", "nsdOnboardingState", "pnfdOnboardingState" }.Select(name => resource.TryGetProperty(name, out var state) ? state.GetString() : null).First(static s => s is not null);

    internal sealed record Answer(int Status, Dictionary<string, string> Headers, byte[] Bytes)
    {
        public string Text => Encoding.UTF8.GetString(Bytes);

        public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

        public string Detail => Json.GetProperty("detail").GetString()!;
    }
}
