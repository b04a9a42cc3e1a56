using System.Text;
using NfvOrchestrator.Vim.OpenStack.Follow;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>What is pure.</summary>
public sealed class SmallTests
{
    [Theory]
    [InlineData("Compute", 403, """{"forbidden":{"code":403,"message":"Quota exceeded for cores: Requested 4, but already used 18 of 20 cores"}}""", "QUOTA_EXCEEDED", false)]
    [InlineData("Compute", 403, """{"forbidden":{"code":403,"message":"Policy doesn't allow os_compute_api:os-flavor-manage:create to be performed."}}""", "UNAUTHORIZED", false)]
    [InlineData("Compute", 400, """{"badRequest":{"code":400,"message":"Can not find requested image"}}""", "NOT_FOUND", false)]
    [InlineData("Compute", 409, """{"conflictingRequest":{"code":409,"message":"Cannot 'resize' instance x while it is in task_state powering-off"}}""", "CONFLICT", true)]
    [InlineData("Compute", 409, """{"conflictingRequest":{"code":409,"message":"Cannot 'resize' instance x while it is in vm_state error"}}""", "CONFLICT", false)]
    [InlineData("Compute", 429, "", "TRANSIENT", true)]
    [InlineData("Network", 409, """{"NeutronError":{"type":"OverQuota","message":"Quota exceeded for resources: ['port'].","detail":""}}""", "QUOTA_EXCEEDED", false)]
    [InlineData("Network", 409, """{"NeutronError":{"type":"IpAddressAlreadyAllocated","message":"IP address 10.0.0.9 already allocated in subnet x","detail":""}}""", "ADDRESS_UNAVAILABLE", false)]
    [InlineData("Network", 409, """{"NeutronError":{"type":"NetworkInUse","message":"There are one or more ports still in use on the network.","detail":""}}""", "CONFLICT", false)]
    [InlineData("Volume", 413, """{"overLimit":{"code":413,"message":"VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota. Requested 10G, quota is 5G and 0G has been consumed.","retryAfter":"0"}}""", "QUOTA_EXCEEDED", false)]
    [InlineData("Image", 404, "<html><head><title>404 Not Found</title></head><body>Failed to find image</body></html>", "NOT_FOUND", false)]
    [InlineData("Image", 413, "<html><body>too large</body></html>", "INVALID_REQUEST", false)]
    [InlineData("Network", 503, "<html><body><h1>503 Service Unavailable</h1></body></html>", "TRANSIENT", true)]
    [InlineData("Compute", 500, """{"computeFault":{"code":500,"message":"Unexpected API Error."}}""", "INTERNAL", true)]
    [InlineData("Compute", 406, """{"computeFault":{"code":406,"message":"Version 2.99 is not supported by the API."}}""", "NOT_SUPPORTED", false)]
    [InlineData("Compute", 400, "{\"badRequest\":{\"message\":\"cut o", "INVALID_REQUEST", false)]
    public void FaultsAreTyped(string service, int status, string body, string cause, bool retryable)
    {
        var answer = new OsAnswer { Status = status, Body = Encoding.UTF8.GetBytes(body), Method = HttpMethod.Post, Url = "http://cloud/x", RequestId = "req-7" };
        var failure = OsErrors.Of(new OsCall(Enum.Parse<OsService>(service), HttpMethod.Post, "x") { What = "do it", Kind = VimResourceKind.Compute, Key = "k" }, answer, "os");
        (failure.Cause.ToString(), failure.Retryable, failure.Error.RequestId, failure.ResourceKey).ShouldBe((cause, retryable, "req-7", "k"), failure.Message);
    }

    [Theory]
    [InlineData("Invalid input for field/attribute user_data. Value: c2VjcmV0. 'c2VjcmV0' is too long", "user_data. The value is too long.")]
    [InlineData("Invalid input for field/attribute user_data. Value: c2VjcmV0. 'c2VjcmV0' is not a 'base64'", "user_data. The value is not a 'base64'.")]
    [InlineData("Invalid input for field/attribute x. Value: {'a': 'c2VjcmV0'}. {'a': 'c2VjcmV0'} is odd in a new way", "x. The value is not possible.")]
    public void ValuesThatACloudRepeatsAreNotToldOn(string words, string told)
    {
        var body = new System.Text.Json.Nodes.JsonObject { ["badRequest"] = new System.Text.Json.Nodes.JsonObject { ["code"] = 400, ["message"] = words } };
        var answer = new OsAnswer { Status = 400, Body = Encoding.UTF8.GetBytes(body.ToJsonString()), Method = HttpMethod.Post, Url = "http://cloud/x" };
        var failure = OsErrors.Of(new OsCall(OsService.Compute, HttpMethod.Post, "x") { What = "do it" }, answer, "os");
        failure.Message.ShouldNotContain("c2VjcmV0");
        failure.Message.ShouldContain(told);
    }

    [Fact]
    public void WordsOfACloudAreNotEndless()
    {
        var body = "{\"badRequest\":{\"code\":400,\"message\":\"" + new string('x', 100_000) + "\"}}";
        OsErrors.Read(new OsAnswer { Status = 400, Body = Encoding.UTF8.GetBytes(body), Method = HttpMethod.Post, Url = "http://cloud/x" }).Words.Length.ShouldBeLessThan(600);
    }

    [Fact]
    public void AnAnswerWithoutWhatItIsAboutIsNotWhatTheApiDescribes()
    {
        static OsAnswer Answer(string body) => new() { Status = 200, Body = Encoding.UTF8.GetBytes(body), Method = HttpMethod.Get, Url = "http://cloud/x", RequestId = "req-7" };
        foreach (var read in new Func<object>[]
        {
            () => Answer("{}").Read(OsJson.Default.ServersAnswer), () => Answer("{}").Read(OsJson.Default.PortAnswer), () => Answer("{}").Read(OsJson.Default.ImagesAnswer), () => Answer("{}").Read(OsJson.Default.TokenAnswer),
            () => Answer("{}").Read(OsJson.Default.ComputeLimitsAnswer), () => Answer("{\"servers\":[]}").Read(OsJson.Default.VolumesAnswer), () => Answer("{}").Read(JournalJson.Default.InstanceActionAnswer),
            () => Answer("{}").Read(OsPartJson.Default.OsFloatingIpAnswer), () => Answer("null").Read(OsJson.Default.ServersAnswer), () => Answer("<html>").Read(OsJson.Default.ServersAnswer),
        })
        {
            var failure = Should.Throw<VimException>(() => read());
            (failure.Cause, failure.Error.RequestId).ShouldBe((VimErrorCause.INTERNAL, "req-7"));
            failure.Message.ShouldContain("GET http://cloud/x answered 200 with a body that is not what the OpenStack API describes");
        }
        var port = Answer("""{"port":{"id":"p","fixed_ips":[{"ip_address":"10.0.0.1"}]}}""").Read(OsJson.Default.PortAnswer).Port;
        port.FixedIps!.ShouldHaveSingleItem().ShouldBe(new OsFixedIp(null, "10.0.0.1"), "what a cloud may leave out it may leave out");
    }

    [Fact]
    public void TheMarkOfAResourceIsItsOwnAndComesBack()
    {
        var record = new ResourceRecord { Tenant = "t", AccountId = "os", Kind = VimResourceKind.Port, Key = "vnf:port:0", Spec = new PortSpec { NetworkRef = "n" }, Phase = RecordPhase.CREATING };
        var mark = ResourceIdentity.Parse(ResourceIdentity.Description(record), VimResourceKind.Port).ShouldNotBeNull();
        (mark.Tenant, mark.Key, mark.Identity, mark.IsGenuine("os"), mark.IsGenuine("other")).ShouldBe(("t", "vnf:port:0", record.Identity, true, false));
        ResourceIdentity.Of("t", "os", VimResourceKind.Port, "a").ShouldNotBe(ResourceIdentity.Of("t", "os", VimResourceKind.Network, "a"));
        ResourceIdentity.Description(record with { Key = new string('k', 255) }).Length.ShouldBeLessThanOrEqualTo(255);
        ResourceRecord.IdOf("os", VimResourceKind.AffinityGroup, new string('k', 255)).Length.ShouldBeLessThanOrEqualTo(256);
    }

    [Fact]
    public void AFlavourSaysWhatTheServerNeeds()
    {
        var spec = new ComputeSpec { Name = "s", Vcpus = 4, MemoryMib = 8192, CpuPolicy = VimCpuPolicy.DEDICATED, CpuThreadPolicy = VimCpuThreadPolicy.ISOLATE, HugepageSizeKib = 1048576, NumaNodes = 2, PciDevices = [new VimPciRequest("gpu", 2)] };
        var extra = FlavourBook.ExtraSpecs(spec);
        extra.Select(p => $"{p.Key}={p.Value}").ShouldBe(["hw:cpu_policy=dedicated", "hw:cpu_thread_policy=isolate", "hw:mem_page_size=1048576", "hw:numa_nodes=2", "pci_passthrough:alias=gpu:2"]);
        FlavourBook.NameOf(spec, 20, extra).ShouldStartWith("nfv.4c.8192m.20g.");
        FlavourBook.NameOf(spec, 20, extra).ShouldNotBe(FlavourBook.NameOf(spec, 20, FlavourBook.ExtraSpecs(spec with { NumaNodes = 1 })));
    }

    [Fact]
    public void UtilisationIsTheDifferenceOfTwoReadings()
    {
        var start = DateTimeOffset.UnixEpoch;
        var before = Reading(0, 1e9, 25, ("fa:16:3e:00:00:0a", 400, 500), ("fa:16:3e:00:00:0b", 600, 0));
        var later = Reading(10, 11e9, 50, ("fa:16:3e:00:00:0a", 1650, 500), ("fa:16:3e:00:00:0b", 600, 0));
        var samples = later.Since(before).ToDictionary(s => s.Metric, s => s.Value, StringComparer.Ordinal);
        (samples["cpu_utilization"], samples["memory_utilization"], samples["incoming_bps"], samples["outgoing_bps"]).ShouldBe((50, 50, 1000, 0));
        later.InterfacesSince(before).ShouldBe(
        [
            ("fa:16:3e:00:00:0a", "port_incoming_bps", 1000), ("fa:16:3e:00:00:0a", "port_outgoing_bps", 0),
            ("fa:16:3e:00:00:0b", "port_incoming_bps", 0), ("fa:16:3e:00:00:0b", "port_outgoing_bps", 0),
        ]);
        var anew = Reading(10, 0, null, ("fa:16:3e:00:00:0a", 0, 0));
        anew.Since(before).ShouldBeEmpty("counters went back: the server was started anew");
        anew.InterfacesSince(before).ShouldBeEmpty();
        Reading(10, 11e9, 50, ("fa:16:3e:00:00:0c", 5000, 5000)).InterfacesSince(before).ShouldBeEmpty("an interface that was not there before");

        ServerReading Reading(double second, double cpu, double? memory, params (string Mac, long Received, long Sent)[] nics) => new()
        {
            At = start.AddSeconds(second),
            Cpus = 2,
            CpuNanoseconds = cpu,
            MemoryPercent = memory,
            Interfaces = [.. nics.Select(static n => new OsNicDetail(n.Mac, n.Received, n.Sent))],
        };
    }

    [Fact]
    public async Task ConcurrencyShrinksUnderLoadAndComesBack()
    {
        var limiter = new AdaptiveLimiter(8);
        for (var i = 0; i < 3; i++)
        {
            await limiter.EnterAsync(default);
            limiter.Leave(overloaded: true);
        }
        limiter.Limit.ShouldBe(1);
        await limiter.EnterAsync(default);
        var second = limiter.EnterAsync(default).AsTask();
        second.IsCompleted.ShouldBeFalse();
        limiter.Leave(overloaded: false);
        await second;
        limiter.Leave(overloaded: false);
        for (var i = 0; i < 60; i++)
        {
            await limiter.EnterAsync(default);
            limiter.Leave(overloaded: false);
        }
        limiter.Limit.ShouldBe(8);
    }
}
