using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Vim.Tests.Contract;

/// <summary>The contract of adapters whose VIM has volumes.</summary>
public abstract class VimVolumeContract : VimDriverContract
{
    [Fact]
    public async Task AVolumeGrowsAndNeverShrinks()
    {
        await PutAsync("v", new StorageSpec { SizeGib = 1 });
        await PutAsync("v", new StorageSpec { SizeGib = 2 });
        (await Should.ThrowAsync<VimException>(async () => await Driver.PutAsync(Caller, Account, Key("v"), Tagged(new StorageSpec { SizeGib = 1 }), default))).Cause.ShouldBe(VimErrorCause.CONFLICT);
    }

    [Fact]
    public async Task AVolumeGrowsWhileAServerUsesIt()
    {
        await PutAsync("v", new StorageSpec { SizeGib = 1 });
        await PutAsync("s", Server() with { VolumeKeys = [Key("v")] });
        ((await PutAsync("v", new StorageSpec { SizeGib = 2 })).Outputs.SizeBytes ?? 2L << 30).ShouldBe(2L << 30); // where the VIM tells
        (await Driver.GetAsync(Caller, Account, VimResourceKind.Storage, Key("v"), TimeSpan.Zero, default))!.Outputs.AttachedTo.ShouldNotBeNull();
    }

    [Fact]
    public async Task AVolumeIsAttachedByAPutAndKeptWhileItIs()
    {
        await PutAsync("v", new StorageSpec { SizeGib = 1 });
        var server = await PutAsync("s", Server() with { VolumeKeys = [Key("v")] });
        server.Outputs.AttachedVolumes.ShouldBe([Key("v")]);
        (await Should.ThrowAsync<VimException>(async () => await Driver.DeleteAsync(Caller, Account, VimResourceKind.Storage, Key("v"), default))).Cause.ShouldBe(VimErrorCause.CONFLICT);
        (await PutAsync("s", Server())).Outputs.AttachedVolumes.ShouldBeEmpty();
        await DeleteAsync(VimResourceKind.Storage, Key("v"));
    }

    [Fact]
    public async Task ASnapshotOutlivesItsVolume()
    {
        await PutAsync("v", new StorageSpec { SizeGib = 1 });
        await PutAsync("snap", new SnapshotSpec { SourceKind = VimResourceKind.Storage, SourceKey = Key("v") });
        await DeleteAsync(VimResourceKind.Storage, Key("v"));
        (await PutAsync("w", new StorageSpec { SizeGib = 2, SnapshotKey = Key("snap") })).State.ShouldBe(VimResourceState.ACTIVE);
        await DeleteAsync(VimResourceKind.Snapshot, Key("snap"));
        (await PutAsync("x", new StorageSpec { SizeGib = 2, SourceVolumeKey = Key("w") })).State.ShouldBe(VimResourceState.ACTIVE);
        (await Should.ThrowAsync<VimException>(async () => await Driver.PutAsync(Caller, Account, Key("y"), Tagged(new StorageSpec { SizeGib = 1, SnapshotKey = Key("snap") }), default)))
            .Cause.ShouldBe(VimErrorCause.NOT_FOUND);
    }
}
