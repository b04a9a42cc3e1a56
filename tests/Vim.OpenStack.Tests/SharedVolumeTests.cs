using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Volumes that several servers attach.</summary>
public sealed class SharedVolumeTests() : SharedProjectTests("shared")
{
    private CloudEyes admin = null!;

    private protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        admin = await CloudEyes.OpenAsync(Cloud, "admin");
    }

    private protected override async Task EndAsync()
    {
        admin.Dispose();
        await base.EndAsync();
    }

    [Fact]
    public async Task AVolumeForSeveralServersGetsATypeThatAllowsThatOrIsRefusedByName()
    {
        async Task RefusedAsync(StorageSpec spec, VimErrorCause cause, string word)
        {
            var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("r"), spec, CloudUnderTest.Limit, default));
            refused.Cause.ShouldBe(cause, refused.Message);
            refused.Message.ShouldContain(word);
            refused.Message.ShouldContain("multiattach=\"<is> True\"");
        }

        var shared = new StorageSpec { Name = "v", SizeGib = 1, MultiAttach = true };
        await RefusedAsync(shared, VimErrorCause.NOT_SUPPORTED, "no volume type");
        await RefusedAsync(shared with { Type = "lab" }, VimErrorCause.INVALID_REQUEST, "'lab'");
        await RefusedAsync(shared with { Type = "no-such-type" }, VimErrorCause.NOT_FOUND, "no-such-type");
        var body = new JsonObject { ["volume_type"] = new JsonObject { ["name"] = Run, ["extra_specs"] = new JsonObject { ["multiattach"] = "<is> True" } } };
        var type = (string)(await admin.SendAsync(HttpMethod.Post, "volumev3", "/types", body))!["volume_type"]!["id"]!;
        try
        {
            await Vim.EnsureAsync("os", Key("v"), shared, CloudUnderTest.Limit, default);
            await Vim.EnsureAsync("os", Key("w"), shared with { Type = Run }, CloudUnderTest.Limit, default);
            (await Vim.PutAsync("os", Key("v"), shared, TimeSpan.Zero, default)).Error.ShouldBeNull();
            foreach (var name in new[] { "s1", "s2" })
            {
                var server = new ComputeSpec { Name = Run, Vcpus = 1, MemoryMib = 512, DiskGib = 1, ImageRef = CloudUnderTest.Image, VolumeKeys = [Key("v")] };
                (await Vim.EnsureAsync("os", Key(name), server, CloudUnderTest.Limit, default)).Outputs.AttachedVolumes.ShouldBe([Key("v")]);
            }
            var volumes = (await Eyes.ListAsync("volumev3", "/volumes/detail", "volumes")).Where(v => ((string?)v["metadata"]?["nfv.key"])?.StartsWith(Run, StringComparison.Ordinal) == true).ToList();
            volumes.ShouldAllBe(v => (bool)v["multiattach"]! && (string)v["volume_type"]! == Run);
            volumes.Single(v => (string?)v["metadata"]?["nfv.key"] == Key("v"))["attachments"]!.AsArray().Count.ShouldBe(2);
        }
        finally
        {
            foreach (var name in new[] { "s1", "s2" })
            {
                await Vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key(name), CloudUnderTest.Limit, default);
            }
            foreach (var name in new[] { "v", "w" })
            {
                await Vim.EnsureDeletedAsync("os", VimResourceKind.Storage, Key(name), CloudUnderTest.Limit, default);
            }
            await admin.SendAsync(HttpMethod.Delete, "volumev3", $"/types/{type}");
        }
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

}
