using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Disks on the host besides the root disk: room in the flavour, and devices of the server.</summary>
public sealed class FurtherDiskTests() : ProjectTests("disk")
{
    [Fact]
    public async Task AServerHasThemInAFlavourWithRoomForThem()
    {
        using var eyes = await Project.EyesAsync();
        var plain = await Vim.EnsureAsync("os", Key("plain"), Server(), CloudUnderTest.Limit, default);
        var server = await Vim.EnsureAsync("os", Key("s"), Server(2, 3), CloudUnderTest.Limit, default);
        (await FlavourAsync(plain), await FlavourAsync(server)).ShouldBe((("ACTIVE", 1, 0), ("ACTIVE", 1, 5)));
        (await Vim.EnsureAsync("os", Key("s"), Server(2, 3), CloudUnderTest.Limit, default)).VimResourceId.ShouldBe(server.VimResourceId, "the same again changes nothing");
        (await Vim.EnsureAsync("os", Key("again"), Server(), CloudUnderTest.Limit, default)).Outputs.FlavourId.ShouldBe(plain.Outputs.FlavourId, "who wants none gets no flavour that has some");
        (await Vim.EnsureAsync("os", Key("turned"), Server(3, 2), CloudUnderTest.Limit, default)).Outputs.FlavourId.ShouldBe(server.Outputs.FlavourId, "the room is the same");
        foreach (var name in new[] { "plain", "s", "again", "turned" })
        {
            await Vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key(name), CloudUnderTest.Limit, default);
        }

        async Task<(string Status, int Root, int Further)> FlavourAsync(VimResource one)
        {
            var seen = (await eyes.SendAsync(HttpMethod.Get, "compute", $"/servers/{one.VimResourceId}"))!["server"]!;
            return ((string)seen["status"]!, (int)seen["flavor"]!["disk"]!, (int)seen["flavor"]!["ephemeral"]!);
        }
    }

    [Fact]
    public async Task AServerThatBootsFromAVolumeHasThemToo()
    {
        await Vim.EnsureAsync("os", Key("root"), new StorageSpec { Name = "root", SizeGib = 1, ImageRef = CloudUnderTest.Image }, CloudUnderTest.Limit, default);
        var server = await Vim.EnsureAsync("os", Key("s"), Server(2) with { ImageRef = null, DiskGib = 0, VolumeKeys = [Key("root")] }, CloudUnderTest.Limit, default);
        server.State.ShouldBe(VimResourceState.ACTIVE);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Storage, Key("root"), CloudUnderTest.Limit, default);
    }

    [Fact]
    public async Task AFlavourThatIsNamedAndHasNoRoomForThemIsRefusedBeforeNovaIsAsked()
    {
        using var eyes = await Project.EyesAsync();
        var flavour = (string)(await eyes.ListAsync("compute", "/flavors/detail", "flavors")).First(static f => (int)f["vcpus"]! == 1 && (int)f["OS-FLV-EXT-DATA:ephemeral"]! == 0)["name"]!;
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("s"), Server(2, 3) with { FlavourRef = flavour }, CloudUnderTest.Limit, default));
        (refused.Cause, refused.Retryable, refused.ResourceKey).ShouldBe((VimErrorCause.INVALID_REQUEST, false, Key("s")), refused.Message);
        refused.Message.ShouldContain($"further disks of 5 GiB on the host, and flavour {flavour} has room for 0 GiB");
        (await Vim.GetAsync("os", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default)).ShouldBeNull();
    }

    private static ComputeSpec Server(params long[] further) => new() { Name = "s", Vcpus = 1, MemoryMib = 512, DiskGib = 1, ImageRef = CloudUnderTest.Image, FurtherDisksGib = further };
}
