using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Integration;

/// <summary>The NFVO's books are what is in the VIM, server by server and in size, after every kind of operation and every way it can end; and packages are in use exactly as long as VNFs are made from them.</summary>
[Collection(ChangesCollection.Name)]
public sealed class LedgerTests(ChangesFixture lab) : IAsyncLifetime
{
    private static readonly string[] Ends = ["COMPLETED", "ROLLED_BACK", "FAILED"];

    public Task InitializeAsync() => lab.NoFaultsAsync();

    public Task DisposeAsync() => lab.NoFaultsAsync();

    public static TheoryData<string> All() => [.. Ends];

    [Theory]
    [MemberData(nameof(All))]
    public async Task After_a_change_of_the_package(string end)
    {
        var (old, next) = (await lab.VersionAsync(1), await lab.VersionAsync(2, withDb: false, withProbe: true));
        var vnf = await lab.UpAsync();
        await BalancedAsync(vnf, "it is instantiated");
        await EndAsync(
            vnf,
            "change_vnfpkg",
            $$"""{"vnfdId":"{{next}}","additionalParams":{"strategy":"BLUE_GREEN"} }""",
            end,
            new FaultRule { Operation = FaultOperation.CREATE, Kind = VimResourceKind.Compute, KeyContains = vnf, Mode = FaultMode.FAIL, Times = 1, Skip = 1, Message = "not this one" });
        (await lab.Api.VnfLcm.GetAsync(vnf))!.VnfdId.ShouldBe(end == "COMPLETED" ? next : old);
        // Other tests of the lab may have VNFs of either, but not of this instance's package alone: a package that is in use cannot be deleted.
        (await lab.Api.Packages.GetByVnfdIdAsync(end == "COMPLETED" ? next : old))!.UsageState.ShouldBe(PackageUsageStateType.IN_USE);
        await TerminatedAsync(vnf);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task After_a_heal(string end)
    {
        var vnf = await lab.UpAsync();
        await EndAsync(
            vnf,
            "heal",
            """{"cause":"a test","vnfcInstanceId":["compute/front/0","compute/front/1"]}""",
            end,
            new FaultRule { Operation = FaultOperation.CREATE, Kind = VimResourceKind.Compute, KeyContains = vnf, Mode = FaultMode.FAIL, Times = 1, Skip = 1, Message = "not this one" });
        await TerminatedAsync(vnf);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task After_a_revert_to_a_snapshot(string end)
    {
        var vnf = await lab.UpAsync();
        var made = await lab.VnfmAsync(HttpMethod.Post, "vnflcm/v2/vnf_snapshots", "{}");
        var snapshot = made.Location!.Split('/')[^1];
        await lab.DoneAsync(await lab.TaskAsync(vnf, "create_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}"""));
        await BalancedAsync(vnf, "a snapshot is taken");
        await EndAsync(
            vnf,
            "revert_to_snapshot",
            $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""",
            end,
            new FaultRule { Operation = FaultOperation.CREATE, Kind = VimResourceKind.Storage, KeyContains = vnf, Mode = FaultMode.FAIL, Times = 1, Message = "not this one" });
        await TerminatedAsync(vnf);
    }

    /// <summary>Another flavour gives the same servers another size. Given up half-way, nobody but the VIM knows which size each has: the books then have the larger one.</summary>
    [Theory]
    [InlineData("small", "large", "COMPLETED")]
    [InlineData("small", "large", "ROLLED_BACK")]
    [InlineData("small", "large", "FAILED")]
    [InlineData("large", "small", "COMPLETED")]
    [InlineData("large", "small", "ROLLED_BACK")]
    [InlineData("large", "small", "FAILED")]
    public async Task After_a_change_of_the_flavour(string from, string to, string end)
    {
        var vnf = (await lab.CreateVnfAsync("5g-core/upf")).Id;
        await lab.DoneAsync((await lab.Api.VnfLcm.InstantiateAsync(vnf, await lab.RequestAsync(from, LabFixture.UpfPoints))).OpOccId);
        await BalancedAsync(vnf, "it is instantiated");
        await EndAsync(
            vnf,
            "change_flavour",
            $$"""{"newFlavourId":"{{to}}"}""",
            end,
            new FaultRule { Operation = FaultOperation.UPDATE, Kind = VimResourceKind.Compute, KeyContains = vnf, Mode = FaultMode.FAIL, Times = 1, Message = "not this one" });
        await TerminatedAsync(vnf);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task After_scaling(string end)
    {
        var vnf = (await lab.CreateVnfAsync("5g-core/upf")).Id;
        await lab.DoneAsync((await lab.Api.VnfLcm.InstantiateAsync(vnf, await lab.UpfRequestAsync())).OpOccId);
        await EndAsync(
            vnf,
            "scale",
            """{"type":"SCALE_OUT","aspectId":"user_plane","numberOfSteps":2}""",
            end,
            new FaultRule { Operation = FaultOperation.CREATE, Kind = VimResourceKind.Compute, KeyContains = vnf, Mode = FaultMode.FAIL, Times = 1, Skip = 1, Message = "not this one" });
        await TerminatedAsync(vnf);
    }

    /// <summary>Runs an operation to an end; the fault stops it half-way where it shall not be completed.</summary>
    private async Task EndAsync(string vnf, string task, string body, string end, FaultRule fault)
    {
        if (end != "COMPLETED")
        {
            await lab.FaultAsync(fault);
        }
        var operation = await lab.TaskAsync(vnf, task, body);
        if (end != "COMPLETED")
        {
            await lab.DoneAsync(operation, LcmOperationStateType.FAILED_TEMP);
            await lab.NoFaultsAsync();
            if (end == "FAILED")
            {
                await lab.Api.VnfLcm.FailAsync(operation);
            }
            else
            {
                await lab.Api.VnfLcm.RollbackAsync(operation);
            }
        }
        await lab.DoneAsync(operation, Enum.Parse<LcmOperationStateType>(end));
        await BalancedAsync(vnf, $"{task} is {end}", atLeast: task == "change_flavour" && end == "FAILED");
    }

    private async Task TerminatedAsync(string vnf)
    {
        await lab.DoneAsync((await lab.Api.VnfLcm.TerminateAsync(vnf, new TerminateVnfRequest { TerminationType = TerminationType.FORCEFUL })).OpOccId);
        (await lab.InVimAsync(vnf)).ShouldNotContain(r => r.Kind == VimResourceKind.Compute || r.Kind == VimResourceKind.Storage);
        await Eventually.HoldsAsync(async () => await lab.ReservationAsync(vnf) is null, "nothing is held for what is gone");
    }

    /// <summary>Waits until the end is booked, and compares: the same servers with their disks and the same volumes, of the same size.</summary>
    private async Task BalancedAsync(string vnf, string when, bool atLeast = false)
    {
        (string Key, long Cpus, long MemoryMib, long StorageGib, long LocalDiskGib)[] there = [], held = [];
        Placement.Capacity.Reservation? reservation = null;
        async Task<bool> IsBalancedAsync()
        {
            there = [.. (await lab.InVimAsync(vnf)).Select(r => Size(r, r.Key[(vnf.Length + 1)..].Replace(':', '/'))).Where(r => r.Key.Length > 0).OrderBy(r => r.Key, StringComparer.Ordinal)];
            reservation = await lab.ReservationAsync(vnf);
            held =
            [
                .. (reservation?.Lines ?? []).GroupBy(l => l.Key[..l.Key.LastIndexOf('@')], StringComparer.Ordinal)
                    .Select(g => (g.Key, g.Sum(l => l.Amounts.Vcpus + l.Amounts.PinnedCpus), g.Sum(l => l.Amounts.MemoryMiB + l.Amounts.HugepagesMiB), g.Sum(l => l.Amounts.StorageGiB), g.Sum(l => l.Amounts.LocalDiskGiB)))
                    .OrderBy(l => l.Key, StringComparer.Ordinal),
            ];
            return (atLeast ? there.Length == held.Length && there.Zip(held).All(p => Covers(p.Second, p.First)) : there.SequenceEqual(held)) && reservation?.ConfirmedKeys.Count == reservation?.Lines.Count;
        }
        try
        {
            await Eventually.HoldsAsync(IsBalancedAsync, $"after {when} the books are the VIM's inventory");
        }
        catch (TimeoutException late)
        {
            Assert.Fail($"{late.Message}\nVIM:   {string.Join(", ", there)}\nbooks: {string.Join(", ", held)}\nknown to be there: {string.Join(", ", reservation?.ConfirmedKeys ?? [])}");
        }
    }

    private static bool Covers((string Key, long Cpus, long MemoryMib, long StorageGib, long LocalDiskGib) held, (string Key, long Cpus, long MemoryMib, long StorageGib, long LocalDiskGib) there)
        => held.Key == there.Key && held.Cpus >= there.Cpus && held.MemoryMib >= there.MemoryMib && held.StorageGib >= there.StorageGib && held.LocalDiskGib >= there.LocalDiskGib;

    private static (string Key, long Cpus, long MemoryMib, long StorageGib, long LocalDiskGib) Size(VimResource resource, string key) => resource.Spec switch
    {
        ComputeSpec server => (key, server.Vcpus, server.MemoryMib, 0, server.DiskGib + server.FurtherDisksGib.Sum()),
        StorageSpec volume => (key, 0, 0, volume.SizeGib, 0),
        _ => ("", 0, 0, 0, 0),
    };
}
