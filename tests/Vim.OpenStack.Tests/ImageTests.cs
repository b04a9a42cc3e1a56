using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;
using Xunit.Abstractions;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Images: those Glance fetches itself, those whose upload breaks, and those that only look like ours.</summary>
public sealed class ImageTests(ITestOutputHelper output) : SharedProjectTests("image")
{
    private ImageSource source = null!;

    private protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        source = await ImageSource.StartAsync(Cloud);
    }

    private protected override async Task EndAsync()
    {
        await source.DisposeAsync();
        await base.EndAsync();
    }

    [SkippableFact]
    public async Task AnImageIsFetchedByGlanceAndCheckedAndOneThatCouldNotBeIsFetchedAnewByTheSamePut()
    {
        await DemandFetchingAsync();
        var content = RandomNumberGenerator.GetBytes(8192);
        var spec = Fetched("late.img") with { SizeBytes = content.Length, ChecksumAlgorithm = "SHA-512", Checksum = Convert.ToHexString(SHA512.HashData(content)) };
        var failed = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("i"), spec, CloudUnderTest.Limit, default));
        failed.Message.ShouldContain("could not fetch");
        failed.Message.ShouldContain("Task failed");
        (await Eyes.MarkedAsync(Run)).Count.ShouldBe(1);
        source.Offer("late.img", content);
        var stored = await Vim.EnsureAsync("os", Key("i"), spec, CloudUnderTest.Limit, default);
        (stored.State, stored.Outputs.SizeBytes).ShouldBe((VimResourceState.ACTIVE, content.Length));
        (await Eyes.MarkedAsync(Run)).Count.ShouldBe(1, "the image that failed is gone");
        (await Vim.PutAsync("os", Key("i"), spec, TimeSpan.Zero, default)).VimResourceId.ShouldBe(stored.VimResourceId);
        (await Vim.EnsureAsync("os", Key("s"), Server(Key("i")), CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);

        // Glance makes another digest than the one announced: it is said that nobody looked.
        source.Offer("other.img", content);
        var unchecked256 = await Vim.EnsureAsync("os", Key("u"), Fetched("other.img") with { Checksum = Convert.ToHexString(SHA256.HashData(content)) }, CloudUnderTest.Limit, default);
        unchecked256.Outputs.Warnings.ShouldNotBeNull().ShouldHaveSingleItem().ShouldContain("SHA-256");
        await RemoveAsync("s", "i", "u");
    }

    [SkippableFact]
    public async Task WhatGlanceFetchedAndIsNotWhatWasAnnouncedIsNotUsed()
    {
        await DemandFetchingAsync();
        source.Offer("wrong.img", RandomNumberGenerator.GetBytes(4096));
        foreach (var (key, spec, word) in new[]
        {
            ("c", Fetched("wrong.img") with { ChecksumAlgorithm = "SHA-512", Checksum = new string('a', 128) }, "not what was announced"),
            ("z", Fetched("wrong.img") with { SizeBytes = 4097 }, "4097 were announced"),
        })
        {
            var wrong = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key(key), spec, CloudUnderTest.Limit, default));
            wrong.Message.ShouldContain(word);
            var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("s"), Server(Key(key)), CloudUnderTest.Limit, default));
            (refused.Cause, refused.Message.Contains(word, StringComparison.Ordinal)).ShouldBe((VimErrorCause.CONFLICT, true), refused.Message);
        }
        await RemoveAsync("c", "z");
    }

    [Fact]
    public async Task AnImportThatGlanceRefusesLeavesNothingAndTellsNoSecret()
    {
        var spec = new ImageSpec { Name = "i", DiskFormat = "RAW", ContainerFormat = "BARE", SourceUri = "http://who:s3cret@127.0.0.1:8081/x.img?token=s3cret" };
        for (var i = 0; i < 2; i++)
        {
            var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("i"), spec, CloudUnderTest.Limit, default));
            output.WriteLine(refused.Message);
            refused.Cause.ShouldBeOneOf(VimErrorCause.INVALID_REQUEST, VimErrorCause.NOT_SUPPORTED); // filtered, or the cloud does not fetch at all
            refused.Message.ShouldNotContain("s3cret");
            (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
        }
    }

    [SkippableFact]
    public async Task ACloudThatFetchesNoImagesSaysSo()
    {
        Skip.If(CloudUnderTest.IsReal, "switches the method of the shaped server off");
        Cloud.Shaped!.ImportMethods = ["glance-direct"];
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("i"), Fetched("x.img"), CloudUnderTest.Limit, default));
        (refused.Cause, refused.Message.Contains("web-download", StringComparison.Ordinal)).ShouldBe((VimErrorCause.NOT_SUPPORTED, true), refused.Message);
        Cloud.Shaped.Images.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnUploadThatBrokeAndAnAnswerThatWasLostAfterItLeaveOneImage()
    {
        await using var image = new CutProxy(new Uri(Eyes.Endpoint("image")));
        var path = new Uri(Eyes.Endpoint("image")).AbsolutePath.TrimEnd('/');
        var account = Cloud.Account("cut");
        account.EndpointOverrides["image"] = image.Url + path;
        await using var cutting = await AdapterHost.StartAsync([account]);
        var client = cutting.Client();
        var content = RandomNumberGenerator.GetBytes(100_000);
        var spec = new ImageSpec { Name = "i", DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true, Checksum = Convert.ToHexString(SHA256.HashData(content)) };
        await client.EnsureAsync("cut", Key("i"), spec, CloudUnderTest.Limit, default);

        // The second image's answer is lost, and the cloud does not tell what it has until the caller was told.
        var (blind, lost) = (false, false);
        image.Judge = line =>
        {
            if (!lost && line.StartsWith($"POST {path}/v2/images", StringComparison.Ordinal))
            {
                (blind, lost) = (true, true);
                return CutAction.CutAnswer;
            }
            return blind && line.Contains("nfv_id=", StringComparison.Ordinal) ? CutAction.CutAnswer : CutAction.Pass;
        };
        await Should.ThrowAsync<VimException>(() => client.UploadImageAsync("cut", Key("i"), new MemoryStream(new byte[content.Length]), default));
        lost.ShouldBeTrue();
        blind = false;
        var again = await client.EnsureAsync("cut", Key("i"), spec, CloudUnderTest.Limit, default);
        again.State.ShouldBe(VimResourceState.PENDING_UPLOAD);
        (await Eyes.MarkedAsync(Run)).Count.ShouldBe(1);
        (await client.UploadImageAsync("cut", Key("i"), new MemoryStream(content), default)).State.ShouldBe(VimResourceState.ACTIVE);
        await client.EnsureDeletedAsync("cut", VimResourceKind.Image, Key("i"), CloudUnderTest.Limit, default);
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task AnImageWhoseClientWentAwayInTheMiddleIsReplacedByAnEmptyOne()
    {
        Skip.If(CloudUnderTest.IsReal, "the shaped server takes its time with the content");
        var made = await Vim.EnsureAsync("os", Key("i"), new ImageSpec { Name = "i", DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true }, CloudUnderTest.Limit, default);
        var go = new TaskCompletionSource();
        var slow = Cloud.Shaped!.Break(new CloudFault { Method = "PUT", Path = "/file", Before = go.Task });
        using var client = new CancellationTokenSource();
        var driver = Adapter.Host.Services.GetRequiredService<IVimDriver>();
        var upload = driver.UploadImageAsync(new VimCallContext(new NfvOrchestrator.Platform.Store.TenantId("t"), "test", Run), "os", Key("i"), new MemoryStream(new byte[512]), client.Token);
        await NfvOrchestrator.TestKit.Eventually.HoldsAsync(() => slow.Played == 1, "the content is being sent", CloudUnderTest.Limit);
        await client.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await upload);
        go.SetResult();
        var after = (await Vim.GetAsync("os", VimResourceKind.Image, Key("i"), TimeSpan.Zero, default)).ShouldNotBeNull();
        (after.State, after.VimResourceId == made.VimResourceId).ShouldBe((VimResourceState.PENDING_UPLOAD, false));
        (await Eyes.MarkedAsync(Run)).Count.ShouldBe(1);
        await RemoveAsync("i");
    }

    [Fact]
    public async Task WhoMayUseAnImageIsSaidAndMayChange()
    {
        async Task<string?> SeenAsync(VimResource image) => (string?)(await Eyes.SendAsync(HttpMethod.Get, "image", $"/v2/images/{image.VimResourceId}"))!["visibility"];
        var spec = new ImageSpec { Name = "i", DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true };
        var image = await Vim.EnsureAsync("os", Key("i"), spec, CloudUnderTest.Limit, default);
        (await SeenAsync(image)).ShouldBe("private");
        await Vim.EnsureAsync("os", Key("i"), spec with { Visibility = VimImageVisibility.SHARED }, CloudUnderTest.Limit, default);
        (await SeenAsync(image)).ShouldBe("shared");
        await Vim.EnsureAsync("os", Key("i"), spec with { Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["hw_disk_bus"] = "virtio" } }, CloudUnderTest.Limit, default);
        (await SeenAsync(image)).ShouldBe("shared", "nothing was said of it");
        var community = await Vim.EnsureAsync("os", Key("c"), spec with { Visibility = VimImageVisibility.COMMUNITY }, CloudUnderTest.Limit, default);
        (await SeenAsync(community)).ShouldBe("community");
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("p"), spec with { Visibility = VimImageVisibility.PUBLIC }, CloudUnderTest.Limit, default));
        refused.Cause.ShouldBe(VimErrorCause.UNAUTHORIZED, refused.Message);
        await RemoveAsync("i", "c");
    }

    [Fact]
    public async Task ContentIsCheckedAgainstTheRarestDigestToo()
    {
        var spec = new ImageSpec { Name = "i", DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true, ChecksumAlgorithm = "SHA-224", Checksum = "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7" };
        await Vim.EnsureAsync("os", Key("i"), spec, CloudUnderTest.Limit, default);
        var wrong = await Should.ThrowAsync<VimException>(() => Vim.UploadImageAsync("os", Key("i"), new MemoryStream("abd"u8.ToArray()), default));
        wrong.Message.ShouldContain("SHA-224");
        (await Vim.UploadImageAsync("os", Key("i"), new MemoryStream("abc"u8.ToArray()), default)).State.ShouldBe(VimResourceState.ACTIVE);
        await RemoveAsync("i");
    }

    [SkippableFact]
    public async Task ATokenThatEndsBeforeAnUploadIsRenewedWhereTheContentCanBeSentAgain()
    {
        Skip.If(CloudUnderTest.IsReal, "the shaped server refuses a token once");
        var spec = new ImageSpec { Name = "i", DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true };
        const string Refusal = """{"error":{"code":401,"title":"Unauthorized","message":"The request you have made requires authentication."}}""";
        var driver = Adapter.Host.Services.GetRequiredService<IVimDriver>();
        var caller = new VimCallContext(new NfvOrchestrator.Platform.Store.TenantId("t"), "test", Run);
        foreach (var (name, again) in new[] { ("whole", true), ("stream", false) })
        {
            await Vim.EnsureAsync("os", Key(name), spec, CloudUnderTest.Limit, default);
            var played = Cloud.Shaped!.Break(new CloudFault { Method = "PUT", Path = "/file", Status = 401, Body = Refusal });
            await using Stream content = again ? new MemoryStream(new byte[512]) : new Once(new byte[512]);
            if (again)
            {
                (await driver.UploadImageAsync(caller, "os", Key(name), content, default)).State.ShouldBe(VimResourceState.ACTIVE);
            }
            else
            {
                var refused = await Should.ThrowAsync<VimException>(async () => await driver.UploadImageAsync(caller, "os", Key(name), content, default));
                (refused.Cause, refused.Retryable).ShouldBe((VimErrorCause.TRANSIENT, true), refused.Message);
            }
            played.Played.ShouldBe(1);
            await Vim.EnsureAsync("os", Key(name), spec, CloudUnderTest.Limit, default);
            (await Vim.UploadImageAsync("os", Key(name), new MemoryStream(new byte[512]), default)).State.ShouldBe(VimResourceState.ACTIVE);
        }
        await RemoveAsync("whole", "stream");
    }

    [Fact]
    public async Task SnapshotsThatOthersTakeOfOurServersAreNotOurs()
    {
        var content = RandomNumberGenerator.GetBytes(4096);
        var spec = new ImageSpec { Name = "i", DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true };
        await Vim.EnsureAsync("os", Key("i"), spec, CloudUnderTest.Limit, default);
        await Vim.UploadImageAsync("os", Key("i"), new MemoryStream(content), default);
        var server = await Vim.EnsureAsync("os", Key("s"), Server(Key("i")), CloudUnderTest.Limit, default);
        var ours = await Vim.EnsureAsync("os", Key("snap"), new SnapshotSpec { SourceKind = VimResourceKind.Compute, SourceKey = Key("s") }, CloudUnderTest.Limit, default);
        var second = await Vim.EnsureAsync("os", Key("t"), Server(Key("snap")), CloudUnderTest.Limit, default);
        var theirs = await SnapshotAsync(server);
        var theirsOfOurs = await SnapshotAsync(second);

        // Whoever lost its store looks for marks: it finds the image and the snapshot, and leaves the others alone.
        await using var after = await AdapterHost.StartAsync([Cloud.Account("os")]);
        var client = after.Client();
        (await client.EnsureAsync("os", Key("i"), spec, CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
        (await client.EnsureAsync("os", Key("snap"), new SnapshotSpec { SourceKind = VimResourceKind.Compute, SourceKey = Key("s") }, CloudUnderTest.Limit, default)).VimResourceId.ShouldBe(ours.VimResourceId);
        foreach (var (kind, name) in new[] { (VimResourceKind.Compute, "t"), (VimResourceKind.Compute, "s"), (VimResourceKind.Snapshot, "snap"), (VimResourceKind.Image, "i") })
        {
            await client.EnsureDeletedAsync("os", kind, Key(name), CloudUnderTest.Limit, default);
        }
        var left = (await Eyes.ListAsync("image", "/v2/images", "images")).Select(static i => (string)i["id"]!).ToList();
        left.ShouldNotContain(ours.VimResourceId!);
        new[] { theirs, theirsOfOurs }.ShouldBeSubsetOf(left);
        foreach (var id in new[] { theirs, theirsOfOurs })
        {
            await Eyes.SendAsync(HttpMethod.Delete, "image", $"/v2/images/{id}");
        }
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    /// <summary>Content that comes once, as from a network.</summary>
    private sealed class Once(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }

    private ComputeSpec Server(string image) => Server() with { ImageRef = image };

    private ImageSpec Fetched(string name) => new() { Name = name, DiskFormat = "RAW", ContainerFormat = "BARE", SourceUri = source.Address(name) };

    /// <summary>Tells what the cloud can, and goes on where it fetches images.</summary>
    private async Task DemandFetchingAsync()
    {
        var methods = (await Eyes.SendAsync(HttpMethod.Get, "image", "/v2/info/import"))!["import-methods"]!["value"]!.ToJsonString();
        output.WriteLine($"import methods {methods}; an address it may fetch from: {source.IsThere}");
        Skip.IfNot(source.IsThere && methods.Contains("web-download", StringComparison.Ordinal), "the cloud does not fetch, or there is no address here it may fetch from; AnImportThatGlanceRefusesLeavesNothingAndTellsNoSecret tests that");
    }

    /// <summary>As an operator takes it, past the adapter.</summary>
    private async Task<string> SnapshotAsync(VimResource server)
    {
        var made = await Eyes.SendAsync(HttpMethod.Post, "compute", $"/servers/{server.VimResourceId}/action", new JsonObject { ["createImage"] = new JsonObject { ["name"] = Run + "-theirs" } });
        var id = (string)made!["image_id"]!;
        await NfvOrchestrator.TestKit.Eventually.HoldsAsync(async () => (string?)(await Eyes.SendAsync(HttpMethod.Get, "image", $"/v2/images/{id}"))!["status"] == "active", "the operator's snapshot is there", CloudUnderTest.Limit);
        return id;
    }

    private async Task RemoveAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await Vim.EnsureDeletedAsync("os", name == "s" ? VimResourceKind.Compute : VimResourceKind.Image, Key(name), CloudUnderTest.Limit, default);
        }
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }
}
