using System.Net;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Tests.Lcm;

namespace NfvOrchestrator.Vnfm.Tests.Descriptors;

public sealed class NfvoVnfdSourceTests
{
    private static readonly TenantId Tenant = new("t");

    private readonly InMemoryDocumentStore store = new(TimeProvider.System);

    [Fact]
    public async Task Our_own_nfvo_hands_out_what_it_compiled_once()
    {
        using var nfvo = new StubNfvo { Vnfd = () => Json(JsonSerializer.Serialize(VnfTargetsTests.Vnfd, ToscaJsonContext.Default.VnfDescriptor)) };
        var source = Source(nfvo);
        var found = (await source.FindAsync(Tenant, "vnfd", default)).ShouldNotBeNull();
        (found.VnfPkgId, found.Descriptor.ProductName).ShouldBe(("pkg", "product"));
        (await source.FindAsync(Tenant, "vnfd", default)).ShouldBe(found);
        nfvo.Asked.ShouldBe(["/vnfpkgm/v2/onboarded_vnf_packages/vnfd", "/vnfpkgm/v2/onboarded_vnf_packages/vnfd/vnfd"]);

        // Another process of the VNFM has it from the store.
        nfvo.Asked.Clear();
        (await Source(nfvo).FindAsync(Tenant, "vnfd", default)).ShouldNotBeNull().Descriptor.DescriptorId.ShouldBe("vnfd");
        nfvo.Asked.ShouldBeEmpty();
        // A tenant sees its own packages only.
        (await source.FindAsync(new TenantId("other"), "vnfd", default)).ShouldNotBeNull();
        nfvo.Asked.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(HttpStatusCode.NotAcceptable)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.OK)]
    public async Task From_another_nfvo_the_package_is_fetched_and_compiled(HttpStatusCode answer)
    {
        var package = await PackageAsync("upf");
        using var nfvo = new StubNfvo
        {
            Vnfd = () => new HttpResponseMessage(answer) { Content = new StringContent("tosca_definitions_version: tosca_simple_yaml_1_3", Encoding.UTF8, "text/plain") },
            Content = () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(package) { Headers = { ContentType = new("application/zip") } } },
        };
        var found = (await Source(nfvo).FindAsync(Tenant, "vnfd", default)).ShouldNotBeNull();
        found.Descriptor.FindFlavour("small").ShouldNotBeNull().Vdus.ShouldNotBeEmpty();
        nfvo.Asked[^1].ShouldBe("/vnfpkgm/v2/vnf_packages/pkg/package_content");
    }

    [Theory]
    [InlineData("DISABLED", "ONBOARDED")]
    [InlineData("ENABLED", "PROCESSING")]
    public async Task A_package_that_is_not_in_service_is_no_descriptor(string operational, string onboarding)
    {
        using var nfvo = new StubNfvo { Operational = Enum.Parse<PackageOperationalStateType>(operational), Onboarding = Enum.Parse<PackageOnboardingStateType>(onboarding) };
        (await Source(nfvo).FindAsync(Tenant, "vnfd", default)).ShouldBeNull();
        nfvo.Missing = true;
        (await Source(nfvo).FindAsync(Tenant, "vnfd", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_package_that_is_damaged_or_too_large_is_said_to_be()
    {
        using var nfvo = new StubNfvo
        {
            Vnfd = () => new HttpResponseMessage(HttpStatusCode.NotAcceptable),
            Content = () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[5000]) },
        };
        await Should.ThrowAsync<InvalidDataException>(async () => await Source(nfvo).FindAsync(Tenant, "vnfd", default));
        (await Should.ThrowAsync<InvalidDataException>(async () => await Source(nfvo, 4999).FindAsync(Tenant, "vnfd", default))).Message.ShouldContain("Vnfm:MaxPackageBytes");
    }

    [Fact]
    public async Task A_silent_nfvo_is_an_error_to_be_tried_again()
    {
        using var nfvo = new StubNfvo { Vnfd = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) };
        (await Should.ThrowAsync<SolRequestException>(async () => await Source(nfvo).FindAsync(Tenant, "vnfd", default))).IsTransient.ShouldBeTrue();
    }

    private NfvoVnfdSource Source(StubNfvo nfvo, long maxBytes = 1 << 20)
        => new(new VnfPackageClient(new HttpClient(nfvo, disposeHandler: false) { BaseAddress = new Uri("http://nfvo/") }), store, new VnfmOptions { MaxPackageBytes = maxBytes });

    private static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static async Task<byte[]> PackageAsync(string sample)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder!.FullName, "tosca-samples")))
        {
            folder = folder.Parent;
        }
        using var zip = new MemoryStream();
        await System.IO.Compression.ZipFile.CreateFromDirectoryAsync(Path.Combine(folder.FullName, "tosca-samples", "5g-core", sample), zip);
        return zip.ToArray();
    }

    private sealed class StubNfvo : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public bool Missing { get; set; }

        public PackageOperationalStateType Operational { get; init; } = PackageOperationalStateType.ENABLED;

        public PackageOnboardingStateType Onboarding { get; init; } = PackageOnboardingStateType.ONBOARDED;

        public Func<HttpResponseMessage> Vnfd { get; init; } = static () => new HttpResponseMessage(HttpStatusCode.NotAcceptable);

        public Func<HttpResponseMessage> Content { get; init; } = static () => new HttpResponseMessage(HttpStatusCode.NotFound);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            Asked.Add(path);
            var answer = path switch
            {
                _ when path.EndsWith("/vnfd/vnfd", StringComparison.Ordinal) => Vnfd(),
                _ when path.EndsWith("/package_content", StringComparison.Ordinal) => Content(),
                _ when Missing => new HttpResponseMessage(HttpStatusCode.NotFound),
                _ => Json(JsonSerializer.Serialize(
                    new VnfPkgInfo
                    {
                        Id = "pkg",
                        VnfdId = "vnfd",
                        OnboardingState = Onboarding,
                        OperationalState = Operational,
                        UsageState = PackageUsageStateType.NOT_IN_USE,
                        Links = new VnfPkgInfoLinks { Self = new Link { Href = "http://p" }, PackageContent = new Link { Href = "http://c" } },
                    },
                    VnfPkgmJsonContext.Default.VnfPkgInfo)),
            };
            answer.RequestMessage = request;
            return Task.FromResult(answer);
        }
    }
}
