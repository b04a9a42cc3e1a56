using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.TestKit;
using Shouldly;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>Whatever arrives: a clear answer, nothing stored half, memory does not grow with it.</summary>
public sealed class BadContentTests
{
    public static TheoryData<string, string> BadPackages => new()
    {
        { "not a zip", "TOSCA0001" },
        { "cut zip", "TOSCA0001" },
        { "zip slip", "TOSCA0002" },
        { "zip bomb", "TOSCA0003" },
        { "wrong digest", "TOSCA0016" },
        { "listed but absent", "TOSCA0017" },
        { "alias bomb", "" },
        { "cyclic imports", "" },
        { "NUL in a name", "" },
        { "an NSD", "/nsd/v2/ns_descriptors" },
        { "NUL in the id", "" },
        { "no descriptor", "TOSCA0013" },
    };

    [Theory]
    [MemberData(nameof(BadPackages))]
    public async Task A_bad_package_ends_in_ERROR_with_the_reason_and_can_be_replaced(string kind, string said)
    {
        await using var host = await CatalogueHost.StartAsync();
        var failed = await host.OnboardAsync(Bad(kind));
        CatalogueHost.State(failed).ShouldBe("ERROR", failed.ToString());
        failed.GetProperty("onboardingFailureDetails").ToString().ShouldContain(said);
        failed.GetProperty("onboardingFailureDetails").GetProperty("detail").GetString()!.Length.ShouldBeLessThan(20_000);
        failed.TryGetProperty("vnfdId", out _).ShouldBeFalse();
        failed.GetProperty("operationalState").GetString().ShouldBe("DISABLED");
        await Eventually.HoldsAsync(() => host.Blobs.Count == 0, "nothing of the content stays");
        (await host.CallAsync("GET", $"/vnf_packages/{failed.GetProperty("id").GetString()}/package_content")).Status.ShouldBe(409);

        var good = await host.UploadAsync(failed.GetProperty("id").GetString()!, Packages.Vnf());
        CatalogueHost.State(good).ShouldBe("ONBOARDED", good.ToString());
    }

    [Fact]
    public async Task Requests_that_cannot_be_right_are_answered_before_anything_is_stored()
    {
        await using var host = await CatalogueHost.StartAsync(new CatalogueOptions { MaxContentBytes = 10_000 });
        var id = await host.CreateAsync();
        var path = $"/vnf_packages/{id}/package_content";
        (await host.CallAsync("PUT", path, content: CatalogueHost.Content([1, 2], "application/json"))).Status.ShouldBe(415);
        (await host.CallAsync("PUT", path, content: CatalogueHost.Content([1, 2], "text/plain"))).Status.ShouldBe(415);
        (await host.CallAsync("PUT", "/vnf_packages/unknown/package_content", content: CatalogueHost.Content([1, 2]))).Status.ShouldBe(404);
        (await host.CallAsync("PUT", path, content: CatalogueHost.Content(new byte[10_001]))).Status.ShouldBe(413);
        (await host.CallAsync("PUT", path, content: CatalogueHost.Content([]))).Status.ShouldBe(400);
        (await host.CallAsync("POST", "/vnf_packages", content: CatalogueHost.Json("{"))).Status.ShouldBe(400);
        (await host.CallAsync("POST", "/vnf_packages", content: CatalogueHost.Json("""{"userDefinedData":5}"""))).Status.ShouldBe(422);
        (await host.CallAsync("POST", "/vnf_packages", content: CatalogueHost.Json("""{"userDefinedData":{"a":""" + new string('[', 200) + new string(']', 200) + "}}"))).Status.ShouldBe(400);

        using var chunked = new StreamContent(new EndlessStream(1_000_000)) { Headers = { ContentType = new("application/zip") } };
        var large = await host.CallAsync("PUT", path, content: chunked, headers: new Dictionary<string, string> { ["Transfer-Encoding"] = "chunked" });
        large.Status.ShouldBe(413);
        await Eventually.HoldsAsync(async () => CatalogueHost.State((await host.CallAsync("GET", $"/vnf_packages/{id}")).Json) == "CREATED", "the resource is CREATED again");
        await Eventually.HoldsAsync(() => host.Blobs.Count == 0, "nothing of the content stays");
    }

    [Fact]
    public async Task A_truncated_upload_leaves_nothing_and_can_be_repeated()
    {
        await using var host = await CatalogueHost.StartAsync();
        var id = await host.CreateAsync();
        var package = Packages.Vnf();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(host.BaseAddress.Host, host.BaseAddress.Port);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"PUT /vnfpkgm/v2/vnf_packages/{id}/package_content HTTP/1.1\r\nHost: x\r\nVersion: 2.4.0\r\nAuthorization: Bearer {TestTokenIssuer.Token("t1")}\r\n" +
                $"Content-Type: application/zip\r\nContent-Length: {package.Length}\r\n\r\n"));
            await stream.WriteAsync(package.AsMemory(0, package.Length / 2));
            await Eventually.HoldsAsync(async () => CatalogueHost.State((await host.CallAsync("GET", $"/vnf_packages/{id}")).Json) == "UPLOADING", "the upload has begun");
            (await host.CallAsync("PUT", $"/vnf_packages/{id}/package_content", content: CatalogueHost.Content(package))).Status.ShouldBe(409);
            (await host.CallAsync("DELETE", $"/vnf_packages/{id}")).Status.ShouldBe(409);
        }
        await Eventually.HoldsAsync(async () => CatalogueHost.State((await host.CallAsync("GET", $"/vnf_packages/{id}")).Json) == "CREATED", "the resource is CREATED again");
        await Eventually.HoldsAsync(() => host.Blobs.Count == 0, "nothing of the content stays");
        CatalogueHost.State(await host.UploadAsync(id, package)).ShouldBe("ONBOARDED");
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_size_of_an_upload()
    {
        await using var host = await CatalogueHost.StartAsync();
        await host.OnboardAsync(Packages.Vnf());
        var id = await host.CreateAsync();
        GC.Collect();
        var before = Process.GetCurrentProcess().WorkingSet64;
        using var content = new StreamContent(new EndlessStream(192L << 20)) { Headers = { ContentType = new("application/zip") } };
        (await host.CallAsync("PUT", $"/vnf_packages/{id}/package_content", content: content)).Status.ShouldBe(202);
        var failed = await host.EndAsync(id);
        CatalogueHost.State(failed).ShouldBe("ERROR");
        (Process.GetCurrentProcess().WorkingSet64 - before).ShouldBeLessThan(64L << 20);
    }

    private static byte[] Bad(string kind)
    {
        var good = Packages.Vnf();
        static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
        switch (kind)
        {
            case "not a zip":
                return Text(new string('x', 5000));
            case "cut zip":
                return good[..(good.Length / 2)];
            case "zip slip":
                return Packages.Zip([("vnfd.yaml", Text(Packages.VnfYaml())), ("../../../tmp/evil.sh", Text("x"))]);
            case "zip bomb":
                return Packages.Zip([("vnfd.yaml", Text(Packages.VnfYaml())), ("Files/zeros", new byte[50 << 20])]);
            case "wrong digest":
                return Packages.Zip([("vnfd.yaml", Text(Packages.VnfYaml())), ("vnfd.mf", Text($"metadata:\n  vnfd_id: x\n\nSource: vnfd.yaml\nAlgorithm: SHA-256\nHash: {new string('0', 64)}\n"))]);
            case "listed but absent":
                return Packages.Zip([("vnfd.yaml", Text(Packages.VnfYaml())), ("vnfd.mf", Text($"metadata:\n  vnfd_id: x\n\nSource: gone.yaml\nAlgorithm: SHA-256\nHash: {new string('0', 64)}\n"))]);
            case "alias bomb":
                var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
                for (var i = 1; i < 12; i++)
                {
                    bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
                }
                return Packages.Zip([("vnfd.yaml", Text("tosca_definitions_version: tosca_simple_yaml_1_3\n" + bomb))]);
            case "cyclic imports":
                return Packages.Zip([
                    ("vnfd.yaml", Text("tosca_definitions_version: tosca_simple_yaml_1_3\nimports: [Definitions/a.yaml]\n")),
                    ("Definitions/a.yaml", Text("tosca_definitions_version: tosca_simple_yaml_1_3\nimports: [b.yaml]\n")),
                    ("Definitions/b.yaml", Text("tosca_definitions_version: tosca_simple_yaml_1_3\nimports: [a.yaml]\n"))]);
            case "NUL in a name":
                return Packages.Zip([("vnfd.yaml", Text(Packages.VnfYaml())), ("Files/a\0b", Text("x"))]);
            case "NUL in the id":
                return Packages.Zip([("vnfd.yaml", Text(Packages.VnfYaml().Replace(Packages.VnfdId, "\"a\\0b\"", StringComparison.Ordinal)))]);
            case "an NSD":
                return Packages.Ns();
            default:
                return Packages.Zip([("readme.txt", Text("nothing here"))]);
        }
    }

    /// <summary>So many bytes that do not pack well, made as they are read.</summary>
    private sealed class EndlessStream(long length) : Stream
    {
        private long left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var n = (int)Math.Min(count, left);
            left -= n;
            buffer.AsSpan(offset, n).Fill((byte)left);
            return n;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
