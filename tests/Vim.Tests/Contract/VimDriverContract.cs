using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Vim.Tests.Contract;

/// <summary>
/// What every adapter must do, told as tests over <see cref="IVimDriver"/>. An adapter's tests derive from this class and from <see cref="VimVolumeContract"/> and
/// <see cref="VimHostContract"/> where the VIM has volumes and the account is an administrator's; the files may be linked into another test project.
/// Every test uses keys of its own and removes what it made.
/// </summary>
public abstract class VimDriverContract : IAsyncLifetime
{
    private readonly List<(VimResourceKind Kind, string Key)> made = [];

    /// <summary>The driver under test.</summary>
    protected abstract IVimDriver Driver { get; }

    /// <summary>Account to use.</summary>
    protected abstract string Account { get; }

    /// <summary>An image the VIM has: identifier or name.</summary>
    protected abstract string Image { get; }

    /// <summary>Whose resources.</summary>
    protected virtual string Tenant => "contract";

    /// <summary>How long the VIM may take for one thing.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromSeconds(60);

    /// <summary>Unique to the test; tags and keys.</summary>
    protected string Instance { get; } = Guid.NewGuid().ToString("N")[..12];

    protected VimCallContext Caller => new(new TenantId(Tenant), "contract-tests", Instance);

    public abstract Task InitializeAsync();

    public virtual async Task DisposeAsync()
    {
        foreach (var (kind, key) in Enumerable.Reverse(made)) await DeleteAsync(kind, key);
    }

    [Fact]
    public async Task WhatIsPutTwiceIsThereOnce()
    {
        var first = await PutAsync("n", Network());
        var again = await Driver.PutAsync(Caller, Account, Key("n"), first.Spec, default);
        again.Outcome.ShouldBe(VimPutOutcome.Unchanged);
        again.Resource.VimResourceId.ShouldBe(first.VimResourceId);
        (await ListAsync()).Select(resource => resource.Key).ShouldBe([Key("n")]);
        await DeleteAsync(VimResourceKind.Network, Key("n"));
        (await Driver.DeleteAsync(Caller, Account, VimResourceKind.Network, Key("n"), default)).ShouldBeNull();
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task AServerShowsWhatItIs()
    {
        await PutAsync("n", Network());
        var port = await PutAsync("p", new PortSpec { NetworkRef = Key("n") });
        var server = await PutAsync("s", Server("p"));
        server.State.ShouldBe(VimResourceState.ACTIVE);
        server.Outputs.AttachedPorts.ShouldBe([Key("p")]);
        server.Outputs.Addresses.Select(address => address.Address).ShouldBe(port.Outputs.Addresses.Select(address => address.Address));
        server.Outputs.ImageId.ShouldBe(Image);
        server.Outputs.FlavourId.ShouldNotBeNullOrEmpty();
        (server.Outputs.Vcpus, server.Outputs.MemoryMib).ShouldBe((1, 512));
        var listed = (await ListAsync()).Single(resource => resource.Kind == VimResourceKind.Compute);
        listed.Outputs.AttachedPorts.ShouldBe([Key("p")]);
        listed.Spec.Tags.InstanceId.ShouldBe(Instance);
    }

    [Fact]
    public async Task ANetworkIsFoundByWhatAPortWouldNameIt()
    {
        var network = await PutAsync("n", Network());
        foreach (var reference in (string[])[Key("n"), network.VimResourceId!])
        {
            var found = (await Driver.FindNetworkAsync(Caller, Account, reference, default)).ShouldNotBeNull(reference);
            (found.Id, found.Subnets.Select(s => s.Cidr).Single()).ShouldBe((network.VimResourceId!, ((NetworkSpec)network.Spec).Subnets[0].Cidr));
            found.Subnets[0].Id.ShouldBe(network.Outputs.SubnetIds[0]);
        }
        (await Driver.FindNetworkAsync(Caller, Account, "no-such-network", default)).ShouldBeNull();
        (await Driver.FindNetworkAsync(Caller, Account, Guid.NewGuid().ToString(), default)).ShouldBeNull();
        (await PutAsync("p", new PortSpec { NetworkRef = Key("n"), FixedIps = [new VimFixedIp { SubnetId = network.Outputs.SubnetIds[0] }] })).Outputs.Addresses.ShouldHaveSingleItem().SubnetId.ShouldBe(network.Outputs.SubnetIds[0]);
    }

    [Fact]
    public async Task ASubnetTellsItsNameServersAndRoutesAndKeepsThemWhereNothingIsSaid()
    {
        async Task<VimNetworkSubnet> SeenAsync() => (await Driver.FindNetworkAsync(Caller, Account, Key("n"), default)).ShouldNotBeNull().Subnets.ShouldHaveSingleItem();
        var subnet = Network().Subnets[0];
        NetworkSpec With(string[]? servers, params VimHostRoute[]? routes) => Network() with { Subnets = [subnet with { DnsServers = servers, HostRoutes = routes }] };

        var route = new VimHostRoute("192.0.2.0/24", "10.91.0.7");
        await PutAsync("n", With(["10.91.0.3", "10.91.0.4"], route));
        (await SeenAsync()).DnsServers.ShouldBe(["10.91.0.3", "10.91.0.4"]);
        (await SeenAsync()).HostRoutes.ShouldBe([route]);
        (await Driver.PutAsync(Caller, Account, Key("n"), Tagged(With(["10.91.0.3", "10.91.0.4"], route)), default)).Outcome.ShouldBe(VimPutOutcome.Unchanged);
        await PutAsync("n", With(["10.91.0.5"], null));
        (await SeenAsync()).DnsServers.ShouldBe(["10.91.0.5"]);
        (await SeenAsync()).HostRoutes.ShouldBe([route], "nothing was said of them");
        await PutAsync("n", Network());
        (await SeenAsync()).DnsServers.ShouldBe(["10.91.0.5"], "nothing was said of them");
        await PutAsync("n", With([], []));
        ((await SeenAsync()).DnsServers, (await SeenAsync()).HostRoutes).ShouldBe((null, null));
    }

    [Fact]
    public async Task AFlavourThatIsFoundIsTheOneAServerGets()
    {
        var wanted = Server();
        if (await Driver.FindFlavourAsync(Caller, Account, wanted, default) is { } before)
        {
            (before.Vcpus, before.MemoryMib).ShouldBe((1, 512));
        }
        var server = await PutAsync("s", wanted);
        // Where one had to be made for it, it may be found now.
        if (await Driver.FindFlavourAsync(Caller, Account, wanted, default) is { } found)
        {
            found.Id.ShouldBe(server.Outputs.FlavourId);
            (await PutAsync("t", wanted with { FlavourRef = found.Id })).Outputs.FlavourId.ShouldBe(found.Id);
        }
    }

    [Fact]
    public async Task FlavoursAndImagesAreListedPageByPage()
    {
        var stored = await PutAsync("i", new ImageSpec { Name = $"nfv-test-{Instance}", DiskFormat = "raw", ContainerFormat = "bare", SizeBytes = 4, ContentFollows = true });
        var server = await PutAsync("s", Server());
        var images = new List<VimImage>();
        for (string? marker = null; ;)
        {
            var page = await Driver.ListImagesAsync(Caller, Account, marker, 2, default);
            page.Images.Count.ShouldBeLessThanOrEqualTo(2);
            images.AddRange(page.Images);
            if ((marker = page.NextMarker) is null)
            {
                break;
            }
        }
        images.Select(i => i.Id).ShouldBeUnique();
        var ours = images.Single(i => i.Id == stored.VimResourceId);
        (ours.Key, ours.Name, ours.Usable).ShouldBe((Key("i"), $"nfv-test-{Instance}", false));
        images.ShouldContain(i => (i.Id == Image || i.Name == Image) && i.Usable && i.Key == null);

        var flavours = new List<VimFlavour>();
        for (string? marker = null; ;)
        {
            var page = await Driver.ListFlavoursAsync(Caller, Account, marker, 2, default);
            page.Flavours.Count.ShouldBeLessThanOrEqualTo(2);
            flavours.AddRange(page.Flavours);
            if ((marker = page.NextMarker) is null)
            {
                break;
            }
        }
        flavours.Select(f => f.Id).ShouldBeUnique();
        if (await Driver.FindFlavourAsync(Caller, Account, Server(), default) is { } found)
        {
            found.Id.ShouldBe(server.Outputs.FlavourId);
            flavours.Single(f => f.Id == found.Id).ShouldSatisfyAllConditions(f => f.Vcpus.ShouldBe(found.Vcpus), f => f.MemoryMib.ShouldBe(found.MemoryMib), f => f.DiskGib.ShouldBe(found.DiskGib));
        }
    }

    [Fact]
    public async Task WhatCannotChangeIsRefusedByName()
    {
        await PutAsync("s", Server());
        var refused = await Should.ThrowAsync<VimException>(async () => await Driver.PutAsync(Caller, Account, Key("s"), Tagged(Server() with { Zone = "elsewhere" }), default));
        refused.Cause.ShouldBe(VimErrorCause.CONFLICT);
        refused.Message.ShouldContain("zone");
        refused = await Should.ThrowAsync<VimException>(async () => await Driver.PutAsync(Caller, Account, Key("s"), Tagged(Server() with { UserData = "AAAA" }), default));
        refused.Message.ShouldContain("userData");
        refused = await Should.ThrowAsync<VimException>(async () => await Driver.PutAsync(Caller, Account, Key("s"), Tagged(Server() with { FurtherDisksGib = [1] }), default));
        (refused.Cause, refused.Message).ShouldSatisfyAllConditions(r => r.Cause.ShouldBe(VimErrorCause.CONFLICT), r => r.Message.ShouldContain("furtherDisksGib"));
    }

    [Fact]
    public async Task ASecurityGroupChangesAndStaysWhileAPortNamesIt()
    {
        var ssh = new VimSecurityRule { Protocol = "tcp", PortMin = 22, PortMax = 22, RemoteCidr = "10.0.0.0/8" };
        await PutAsync("g", new SecurityGroupSpec { Name = "g", Rules = [ssh, new VimSecurityRule { Direction = VimSecurityDirection.EGRESS }] });
        await PutAsync("n", Network());
        await PutAsync("p", new PortSpec { NetworkRef = Key("n"), SecurityGroups = [Key("g")], AllowedAddresses = ["192.0.2.0/24"] });
        await PutAsync("g", new SecurityGroupSpec { Name = "g", Rules = [ssh, new VimSecurityRule { Protocol = "sctp", PortMin = 38412, PortMax = 38412, RemoteGroup = Key("g") }] });
        (await Should.ThrowAsync<VimException>(async () => await Driver.DeleteAsync(Caller, Account, VimResourceKind.SecurityGroup, Key("g"), default))).Cause.ShouldBe(VimErrorCause.CONFLICT);
        await PutAsync("p", new PortSpec { NetworkRef = Key("n"), PortSecurity = false });
        await DeleteAsync(VimResourceKind.SecurityGroup, Key("g"));
        // A port that names no group any more has the one that a port has that never named one.
        await PutAsync("h", new SecurityGroupSpec { Name = "h", Rules = [ssh] });
        await PutAsync("p", new PortSpec { NetworkRef = Key("n"), SecurityGroups = [Key("h")] });
        await PutAsync("p", new PortSpec { NetworkRef = Key("n") });
        await DeleteAsync(VimResourceKind.SecurityGroup, Key("h"));
        (await Should.ThrowAsync<VimException>(async () => await Driver.PutAsync(Caller, Account, Key("q"), Tagged(new PortSpec { NetworkRef = Key("n"), SecurityGroups = [Key("g")] }), default)))
            .Cause.ShouldBe(VimErrorCause.NOT_FOUND);
    }

    [Fact]
    public async Task ATrunkCarriesPorts()
    {
        await PutAsync("n", Network());
        await PutAsync("m", Network("10.91.1.0/24"));
        await PutAsync("child", new PortSpec { NetworkRef = Key("m") });
        (await PutAsync("parent", new PortSpec { NetworkRef = Key("n") })).Outputs.TrunkId.ShouldBeNull();
        var trunk = (await PutAsync("parent", new PortSpec { NetworkRef = Key("n"), SubPorts = [new VimSubPort(Key("child"), 100)] })).Outputs.TrunkId.ShouldNotBeNull();
        (await PutAsync("parent", new PortSpec { NetworkRef = Key("n"), SubPorts = [new VimSubPort(Key("child"), 101)] })).Outputs.TrunkId.ShouldBe(trunk);
        (await Driver.GetAsync(Caller, Account, VimResourceKind.Port, Key("parent"), TimeSpan.Zero, default))!.Outputs.TrunkId.ShouldBe(trunk);
        (await Should.ThrowAsync<VimException>(async () => await Driver.DeleteAsync(Caller, Account, VimResourceKind.Port, Key("child"), default))).Cause.ShouldBe(VimErrorCause.CONFLICT);
        await PutAsync("s", Server("parent"));
        await PutAsync("parent", new PortSpec { NetworkRef = Key("n") });
        await DeleteAsync(VimResourceKind.Port, Key("child"));
    }

    [Fact]
    public async Task ANetworkHasTheMtuAndThePoolsItWasGiven()
    {
        var network = new NetworkSpec
        {
            Name = "contract",
            Mtu = 1400,
            Subnets =
            [
                new VimSubnet { Cidr = "10.91.0.0/24", Gateway = "10.91.0.254", Dhcp = false, Pools = [new VimAddressPool("10.91.0.40", "10.91.0.49")] },
                new VimSubnet { Cidr = "fd91::/64", IpVersion = 6, Ipv6Mode = VimIpv6Mode.DHCPV6_STATEFUL },
            ],
        };
        (await PutAsync("n", network)).Outputs.Mtu.ShouldBe(1400);
        var addresses = (await PutAsync("p", new PortSpec { NetworkRef = Key("n") })).Outputs.Addresses.Select(a => a.Address).ToList();
        addresses.Count(a => System.Net.IPAddress.TryParse(a, out var ip) && System.Net.IPNetwork.Parse("fd91::/64").Contains(ip)).ShouldBe(1);
        addresses.Single(a => a.StartsWith("10.91.0.", StringComparison.Ordinal)).ShouldMatch("10\\.91\\.0\\.4[0-9]");
        (await PutAsync("n", network with { Mtu = 1390, Subnets = [network.Subnets[0] with { Gateway = null }, network.Subnets[1]] })).Outputs.Mtu.ShouldBe(1390);
    }

    [Fact]
    public async Task ABandwidthThatIsNotInsistedOnKeepsNobodyFromHavingTheNetwork()
    {
        var limited = Network() with { Qos = new VimQos { MaxBitsPerSecond = 1_000_000_000, BestEffort = true } };
        await PutAsync("n", limited);
        await PutAsync("p", new PortSpec { NetworkRef = Key("n"), Bandwidth = new VimQos { MaxBitsPerSecond = 500_000_000, BestEffort = true } });
        await PutAsync("n", limited with { Qos = new VimQos { MaxBitsPerSecond = 2_000_000_000, BestEffort = true } });
        await PutAsync("n", Network());
        await PutAsync("p", new PortSpec { NetworkRef = Key("n") });
    }

    [Fact]
    public async Task AVirtualAddressIsReservedByAPortAndServedByOthers()
    {
        await PutAsync("n", Network());
        var address = (await PutAsync("vip", new PortSpec { NetworkRef = Key("n") })).Outputs.Addresses.Single().Address;
        await PutAsync("p", new PortSpec { NetworkRef = Key("n"), AllowedAddresses = [address, "192.0.2.0/24"] });
        await PutAsync("s", Server("p"));
        (await Should.ThrowAsync<VimException>(async () => await SettledAsync((await Driver.PutAsync(Caller, Account, Key("q"), Tagged(new PortSpec { NetworkRef = Key("n"), FixedIps = [new VimFixedIp { Address = address }] }), default)).Resource)))
            .Cause.ShouldBe(VimErrorCause.ADDRESS_UNAVAILABLE);
        (await PutAsync("p", new PortSpec { NetworkRef = Key("n") })).Outputs.AttachedTo.ShouldNotBeNull();
        await DeleteAsync(VimResourceKind.Port, Key("vip"));
    }

    [Fact]
    public async Task AnActionIsDoneOncePerId()
    {
        await PutAsync("s", Server());
        (await ActAsync(new VimAction { Type = VimActionType.STOP, ActionId = "stop", GracefulTimeoutSeconds = 1 })).State.ShouldBe(VimResourceState.STOPPED);
        (await ActAsync(new VimAction { Type = VimActionType.START, ActionId = "start" })).State.ShouldBe(VimResourceState.ACTIVE);
        (await ActAsync(new VimAction { Type = VimActionType.STOP, ActionId = "stop" })).State.ShouldBe(VimResourceState.ACTIVE);
        (await ActAsync(new VimAction { Type = VimActionType.REBOOT, ActionId = "reboot", Graceful = false })).State.ShouldBe(VimResourceState.ACTIVE);
    }

    [Fact]
    public async Task AServerIsResizedAndItsPortsChangeByAPut()
    {
        await PutAsync("n", Network());
        await PutAsync("p", new PortSpec { NetworkRef = Key("n") });
        await PutAsync("q", new PortSpec { NetworkRef = Key("n") });
        var before = await PutAsync("s", Server("p"));
        var after = await PutAsync("s", Server("p", "q") with { Vcpus = 2, MemoryMib = 1024 });
        after.VimResourceId.ShouldBe(before.VimResourceId);
        (after.State, after.Outputs.Vcpus, after.Outputs.MemoryMib).ShouldBe((VimResourceState.ACTIVE, 2, 1024L));
        after.Outputs.AttachedPorts.ShouldBe([Key("p"), Key("q")]);
        (await PutAsync("s", Server("q") with { Vcpus = 2, MemoryMib = 1024 })).Outputs.AttachedPorts.ShouldBe([Key("q")]);
        await DeleteAsync(VimResourceKind.Port, Key("p"));
    }

    [Fact]
    public async Task ASnapshotOutlivesItsServer()
    {
        await PutAsync("n", Network());
        await PutAsync("p", new PortSpec { NetworkRef = Key("n") });
        var server = await PutAsync("s", Server("p"));
        var snapshot = await PutAsync("snap", new SnapshotSpec { Name = "snap", SourceKind = VimResourceKind.Compute, SourceKey = Key("s") });
        snapshot.State.ShouldBe(VimResourceState.ACTIVE);
        snapshot.VimResourceId.ShouldNotBeNullOrEmpty();
        var rebuilt = await ActAsync(new VimAction { Type = VimActionType.REBUILD, ActionId = "back", ImageRef = Key("snap") });
        (rebuilt.State, rebuilt.VimResourceId).ShouldBe((VimResourceState.ACTIVE, server.VimResourceId));
        rebuilt.Outputs.AttachedPorts.ShouldBe([Key("p")]);
        ((ComputeSpec)rebuilt.Spec).ImageRef.ShouldBe(Key("snap"));
        (await Driver.PutAsync(Caller, Account, Key("s"), Tagged(Server("p") with { ImageRef = Key("snap") }), default)).Outcome.ShouldBe(VimPutOutcome.Unchanged);
        await DeleteAsync(VimResourceKind.Compute, Key("s"));
        (await PutAsync("t", Server("p") with { ImageRef = Key("snap") })).State.ShouldBe(VimResourceState.ACTIVE);
        (await Should.ThrowAsync<VimException>(async () => await Driver.PutAsync(Caller, Account, Key("late"), Tagged(new SnapshotSpec { SourceKind = VimResourceKind.Compute, SourceKey = Key("s") }), default)))
            .Cause.ShouldBe(VimErrorCause.NOT_FOUND);
    }

    [Fact]
    public async Task AConsoleIsOfAServerThatRuns()
    {
        await PutAsync("s", Server());
        Uri.IsWellFormedUriString((await Driver.GetConsoleAsync(Caller, Account, Key("s"), null, default)).Url, UriKind.Absolute).ShouldBeTrue();
        await ActAsync(new VimAction { Type = VimActionType.STOP, ActionId = "stop", GracefulTimeoutSeconds = 1 });
        (await Should.ThrowAsync<VimException>(async () => await Driver.GetConsoleAsync(Caller, Account, Key("s"), null, default))).Cause.ShouldBe(VimErrorCause.CONFLICT);
        (await Should.ThrowAsync<VimException>(async () => await Driver.GetConsoleAsync(Caller, Account, Key("none"), null, default))).Cause.ShouldBe(VimErrorCause.NOT_FOUND);
    }

    /// <summary>A key of this test's own.</summary>
    protected string Key(string name) => VimKey.Of(Instance, name);

    protected static NetworkSpec Network(string cidr = "10.91.0.0/24") => new() { Name = "contract", Subnets = [new VimSubnet { Cidr = cidr }] };

    protected ComputeSpec Server(params string[] ports) => new() { Name = "contract", Vcpus = 1, MemoryMib = 512, DiskGib = 1, ImageRef = Image, PortKeys = [.. ports.Select(Key)] };

    protected T Tagged<T>(T spec)
        where T : VimResourceSpec => spec with { Tags = new VimTags { InstanceId = Instance, Tenant = Tenant } };

    /// <summary>Puts and waits for the end; the resource is removed after the test.</summary>
    protected async Task<VimResource> PutAsync(string name, VimResourceSpec spec)
    {
        if (!made.Contains((spec.Kind, Key(name)))) made.Add((spec.Kind, Key(name)));
        return await SettledAsync((await Driver.PutAsync(Caller, Account, Key(name), Tagged(spec), default)).Resource);
    }

    protected async Task<VimResource> ActAsync(VimAction action, string name = "s") =>
        await SettledAsync(await Driver.ActAsync(Caller, Account, VimResourceKind.Compute, Key(name), action, default));

    protected async Task DeleteAsync(VimResourceKind kind, string key)
    {
        var left = await Driver.DeleteAsync(Caller, Account, kind, key, default);
        if (left is null) return;
        var gone = await Driver.GetAsync(Caller, Account, kind, key, Patience, default);
        gone.ShouldBeNull($"{kind.Token()} {key} is {gone?.State} after {Patience}: {gone?.Error?.Message}");
    }

    protected async Task<IReadOnlyList<VimResource>> ListAsync() =>
        (await Driver.ListAsync(Caller, Account, new VimResourceQuery { InstanceId = Instance }, default)).Resources;

    protected async Task<VimResource> SettledAsync(VimResource resource)
    {
        if (resource.State.IsTransitional()) resource = (await Driver.GetAsync(Caller, Account, resource.Kind, resource.Key, Patience, default)).ShouldNotBeNull();
        resource.State.IsTransitional().ShouldBeFalse($"{resource.Kind.Token()} {resource.Key} is still {resource.State} after {Patience}");
        resource.State.ShouldNotBe(VimResourceState.ERROR, resource.Error?.Message);
        return resource;
    }
}
