using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Vim.Tests.Contract;

/// <summary>The contract of accounts of administrators on a VIM with at least two hosts.</summary>
public abstract class VimHostContract : VimDriverContract
{
    [Fact]
    public async Task AServerIsMigratedToTheHostThatIsNamed()
    {
        var before = await PutAsync("s", Server());
        var other = (await OtherHostAsync(before)).ShouldNotBeNull("the VIM needs a second host that is up");
        var after = await ActAsync(new VimAction { Type = VimActionType.MIGRATE, ActionId = "move", TargetHost = other });
        (after.State, after.Outputs.Host, after.VimResourceId).ShouldBe((VimResourceState.ACTIVE, other, before.VimResourceId));
        (await Should.ThrowAsync<VimException>(() => ActAsync(new VimAction { Type = VimActionType.EVACUATE, ActionId = "away" }))).Cause.ShouldBe(VimErrorCause.CONFLICT);
    }

    [Fact]
    public async Task AServerIsMovedWithoutRunningAndStaysAsItWas()
    {
        var before = await PutAsync("s", Server());
        var moved = await ActAsync(new VimAction { Type = VimActionType.MIGRATE, ActionId = "cold", Live = false });
        (moved.State, moved.VimResourceId, moved.Outputs.Host == before.Outputs.Host).ShouldBe((VimResourceState.ACTIVE, before.VimResourceId, false));
        await ActAsync(new VimAction { Type = VimActionType.STOP, ActionId = "stop", GracefulTimeoutSeconds = 1 });
        var off = await ActAsync(new VimAction { Type = VimActionType.MIGRATE, ActionId = "off" });
        (off.State, off.Outputs.Host == moved.Outputs.Host).ShouldBe((VimResourceState.STOPPED, false));
    }

    [Fact]
    public async Task AServerIsMadeOnTheHostThatIsNamed()
    {
        var first = await PutAsync("s", Server());
        var other = (await OtherHostAsync(first)).ShouldNotBeNull("the VIM needs a second host that is up");
        (await PutAsync("t", Server() with { HostHint = other })).Outputs.Host.ShouldBe(other);
        (await PutAsync("u", Server() with { HostHint = first.Outputs.Host })).Outputs.Host.ShouldBe(first.Outputs.Host);
    }

    [Fact]
    public async Task AWishToBeTogetherKeepsNobodyFromRunning()
    {
        // It is weighed against all that speaks for another host: where the second one is, is the VIM's choice.
        await PutAsync("g", new AffinityGroupSpec { Policy = VimAffinityPolicy.SOFT_AFFINITY });
        var first = await PutAsync("s", Server() with { AffinityGroupKeys = [Key("g")] });
        var other = (await OtherHostAsync(first)).ShouldNotBeNull("the VIM needs a second host that is up");
        (await PutAsync("t", Server() with { AffinityGroupKeys = [Key("g")] })).State.ShouldBe(VimResourceState.ACTIVE);
        (await PutAsync("u", Server() with { AffinityGroupKeys = [Key("g")], HostHint = other })).Outputs.Host.ShouldBe(other);
    }

    [Fact]
    public async Task ADrainedHostIsEmptyAndStaysSo()
    {
        var server = await PutAsync("s", Server());
        var host = server.Outputs.Host.ShouldNotBeNull();
        try
        {
            (await Driver.ActOnHostAsync(Caller, Account, host, new VimHostAction { Type = VimHostActionType.DRAIN, Reason = "contract test" }, default)).Schedulable.ShouldBeFalse();
            var moved = await SettledAsync((await Driver.GetAsync(Caller, Account, VimResourceKind.Compute, Key("s"), Patience, default))!);
            moved.Outputs.Host.ShouldNotBe(host);
            (await Driver.GetHostAsync(Caller, Account, host, default)).ServerKeys.ShouldNotContain(Key("s"));
            (await PutAsync("t", Server())).Outputs.Host.ShouldNotBe(host);
        }
        finally
        {
            (await Driver.ActOnHostAsync(Caller, Account, host, new VimHostAction { Type = VimHostActionType.ENABLE }, default)).Schedulable.ShouldBeTrue();
        }

        (await Should.ThrowAsync<VimException>(async () => await Driver.GetHostAsync(Caller, Account, "no-such-host", default))).Cause.ShouldBe(VimErrorCause.NOT_FOUND);
    }

    private async Task<string?> OtherHostAsync(VimResource server)
    {
        var capacity = await Driver.GetCapacityAsync(Caller, Account, default);
        return capacity.Zones.SelectMany(zone => zone.Hosts).FirstOrDefault(host => host is { Up: true, Schedulable: true } && host.Host != server.Outputs.Host)?.Host;
    }
}
