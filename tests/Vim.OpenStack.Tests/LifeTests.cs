using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Resources from their making to their end, through the adapter's own HTTP door; against the shaped server, or the real OpenStack.</summary>
public sealed class LifeTests() : SharedProjectTests("life")
{
    private protected override IEnumerable<OpenStackAccountSettings> Accounts() => [Cloud.Account("os"), Cloud.Account("root", "admin")];

    [Fact]
    public async Task AServerWithItsNetworkPortsAndGroupLivesAndLeavesNothing()
    {
        var network = await Vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.91.0.0/24", Gateway = null }, new VimSubnet { Cidr = "2001:db8:91::/64", IpVersion = 6, Gateway = null, Dhcp = false }] }, CloudUnderTest.Limit, default);
        network.Outputs.SubnetIds.Count.ShouldBe(2);
        var port = await Vim.EnsureAsync("os", Key("p0"), new PortSpec { Name = "p0", NetworkRef = Key("net"), FixedIps = [new VimFixedIp { Address = "10.91.0.77" }], MacAddress = "fa:16:3e:91:00:01", AllowedAddresses = ["10.91.0.200"] }, CloudUnderTest.Limit, default);
        port.Outputs.Addresses.ShouldContain(a => a.Address == "10.91.0.77");
        port.Outputs.MacAddress.ShouldBe("fa:16:3e:91:00:01");
        await Vim.EnsureAsync("os", Key("g"), new AffinityGroupSpec { Policy = VimAffinityPolicy.ANTI_AFFINITY }, CloudUnderTest.Limit, default);
        var spec = Server() with { PortKeys = [Key("p0")], AffinityGroupKeys = [Key("g")], UserData = Convert.ToBase64String(Encoding.UTF8.GetBytes("#cloud-config\n")), Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = "amf" } };
        var server = await Vim.EnsureAsync("os", Key("s"), spec, CloudUnderTest.Limit, default);
        server.State.ShouldBe(VimResourceState.ACTIVE);
        server.Outputs.Addresses.ShouldContain(a => a.Address == "10.91.0.77" && a.PortKey == Key("p0"));
        (await Vim.EnsureAsync("os", Key("s"), spec, CloudUnderTest.Limit, default)).VimResourceId.ShouldBe(server.VimResourceId, "the same specification is the same server");
        var seen = (await Eyes.ListAsync("compute", "/servers/detail", "servers")).Single(s => (string?)s["id"] == server.VimResourceId);
        ((string?)seen["metadata"]!["role"]).ShouldBe("amf");
        ((string?)seen["metadata"]!["nfv.key"]).ShouldBe(Key("s"));
        var listed = await ListAsync();
        listed.ShouldBe([$"affinityGroup {Key("g")}", $"compute {Key("s")}", $"network {Key("net")}", $"port {Key("p0")}"]);
        (await Vim.GetAsync("os", VimResourceKind.Port, Key("p0"), TimeSpan.Zero, default))!.Outputs.AttachedTo.ShouldBe(server.VimResourceId);

        await RemoveAllAsync();
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task AServerIsResizedRenamedAndItsPortsAndVolumesComeAndGo()
    {
        await Vim.EnsureAsync("root", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.92.0.0/24", Gateway = null }] }, CloudUnderTest.Limit, default);
        foreach (var port in new[] { "p0", "p1" })
        {
            await Vim.EnsureAsync("root", Key(port), new PortSpec { Name = port, NetworkRef = Key("net") }, CloudUnderTest.Limit, default);
        }
        var volume = await Vim.EnsureAsync("root", Key("v"), new StorageSpec { Name = "v", SizeGib = 1 }, CloudUnderTest.Limit, default);
        volume.State.ShouldBe(VimResourceState.ACTIVE);
        var spec = Server() with { PortKeys = [Key("p0")] };
        var server = await Vim.EnsureAsync("root", Key("s"), spec, CloudUnderTest.Limit, default);

        spec = spec with { Name = "renamed", Vcpus = 2, MemoryMib = 1024, PortKeys = [Key("p0"), Key("p1")], Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b" } };
        var changed = await Vim.EnsureAsync("root", Key("s"), spec, CloudUnderTest.Limit, default);
        changed.VimResourceId.ShouldBe(server.VimResourceId);
        changed.State.ShouldBe(VimResourceState.ACTIVE);
        using var admin = await CloudEyes.OpenAsync(Cloud, "admin");
        var seen = (await admin.ListAsync("compute", "/servers/detail", "servers")).Single(s => (string?)s["id"] == server.VimResourceId);
        ((string?)seen["name"]).ShouldBe("renamed");
        ((int?)seen["flavor"]!["vcpus"]).ShouldBe(2);
        ((string?)seen["metadata"]!["a"]).ShouldBe("b");
        changed.Outputs.Addresses.Select(a => a.PortKey).Distinct(StringComparer.Ordinal).ShouldBe([Key("p0"), Key("p1")]);

        await Vim.EnsureAsync("root", Key("s"), spec with { VolumeKeys = [Key("v")] }, CloudUnderTest.Limit, default);
        await Eventually.HoldsAsync(async () => (await Vim.GetAsync("root", VimResourceKind.Storage, Key("v"), TimeSpan.Zero, default))!.Outputs.AttachedTo == server.VimResourceId, "the volume is attached", CloudUnderTest.Limit);
        await Vim.EnsureAsync("root", Key("s"), spec with { PortKeys = [Key("p0")] }, CloudUnderTest.Limit, default);
        await Eventually.HoldsAsync(async () => (await Vim.GetAsync("root", VimResourceKind.Port, Key("p1"), TimeSpan.Zero, default))!.Outputs.AttachedTo is null, "p1 is detached", CloudUnderTest.Limit);
        (await Vim.EnsureAsync("root", Key("v"), new StorageSpec { Name = "v", SizeGib = 2 }, CloudUnderTest.Limit, default)).Outputs.SizeBytes.ShouldBe(2L << 30);
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("root", Key("s"), spec with { PortKeys = [Key("p0")], Zone = "elsewhere" }, CloudUnderTest.Limit, default));
        (refused.Cause, refused.Message.Contains("zone", StringComparison.Ordinal)).ShouldBe((VimErrorCause.CONFLICT, true));
        await RemoveAllAsync("root");
        (await admin.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AServerStopsStartsAndRebootsOncePerAction()
    {
        var server = await Vim.EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        VimAction Act(VimActionType type, string id) => new() { Type = type, ActionId = id };
        (await Vim.EnsureActedAsync("os", VimResourceKind.Compute, Key("s"), Act(VimActionType.STOP, "a1"), CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.STOPPED);
        (await Vim.EnsureActedAsync("os", VimResourceKind.Compute, Key("s"), Act(VimActionType.START, "a2"), CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
        for (var i = 0; i < 3; i++)
        {
            (await Vim.EnsureActedAsync("os", VimResourceKind.Compute, Key("s"), Act(VimActionType.REBOOT, "a3"), CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
        }
        var actions = (await Eyes.ListAsync("compute", $"/servers/{server.VimResourceId}/os-instance-actions", "instanceActions")).Select(a => (string)a["action"]!).ToList();
        actions.Count(a => a == "reboot").ShouldBe(1);
        actions.Count(a => a == "stop").ShouldBe(1);
        await RemoveAllAsync();
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task APortWithAnOuterAddressGetsARouterForItsNetworkThatGoesWithIt()
    {
        if (Cloud.Shaped is { } shaped)
        {
            shaped.AddOuterNetwork();
        }
        await Vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = Run, Subnets = [new VimSubnet { Cidr = "10.95.0.0/24", Gateway = "10.95.0.1", Dhcp = false }] }, CloudUnderTest.Limit, default);
        var ports = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Vim.EnsureAsync("os", Key("p" + i), new PortSpec { NetworkRef = Key("net"), FloatingIp = new VimFloatingIp(i == 0 ? "public" : null, null) }, CloudUnderTest.Limit, default)));
        ports.Select(static p => p.Outputs.FloatingAddress).ShouldAllBe(static a => a != null);
        ports.Select(static p => p.Outputs.FloatingAddress).Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        async Task<int> RoutersAsync() => (await Eyes.ListAsync("network", "/v2.0/routers", "routers")).Count(r => (string?)r["name"] == Run);
        (await RoutersAsync()).ShouldBe(1, "one for the network, not one for each port");
        await RemoveAllAsync();
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
        (await RoutersAsync()).ShouldBe(0);
    }

    [SkippableFact]
    public async Task WhereSeveralNetworksLeadOutTheAccountSaysWhichFloatingAddressesAreFrom()
    {
        Skip.If(Cloud.Shaped is null, "the lab has one outer network");
        Cloud.Shaped!.AddOuterNetwork("red");
        Cloud.Shaped.AddOuterNetwork("blue");
        var network = new NetworkSpec { Name = Run, Subnets = [new VimSubnet { Cidr = "10.95.1.0/24", Gateway = "10.95.1.1", Dhcp = false }] };
        var wanted = new PortSpec { NetworkRef = Key("net"), FloatingIp = new VimFloatingIp(null, null) };
        await Vim.EnsureAsync("os", Key("net"), network, CloudUnderTest.Limit, default);
        var refused = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("p"), wanted, CloudUnderTest.Limit, default));
        (refused.Cause, refused.Retryable).ShouldBe((VimErrorCause.CONFLICT, false), refused.Message);
        refused.Message.ShouldContain("('blue', 'red')");
        refused.Message.ShouldContain("outerNetwork");
        (await Vim.GetAsync("os", VimResourceKind.Port, Key("p"), TimeSpan.Zero, default)).ShouldBeNull("nothing was done");

        // A port that is there, and is to have one: refused, then told where from, looked at, and put again.
        await Vim.EnsureAsync("os", Key("p"), wanted with { FloatingIp = null, FixedIps = [new VimFixedIp { Address = "10.95.1.7" }, new VimFixedIp { Address = "10.95.1.8" }] }, CloudUnderTest.Limit, default);
        var both = wanted with { FixedIps = [new VimFixedIp { Address = "10.95.1.7" }, new VimFixedIp { Address = "10.95.1.8" }] };
        (await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("p"), both, CloudUnderTest.Limit, default))).Cause.ShouldBe(VimErrorCause.CONFLICT);
        (await Vim.GetAsync("os", VimResourceKind.Port, Key("p"), TimeSpan.Zero, default))!.Outputs.FloatingAddress.ShouldBeNull();
        Cloud.Shaped.RemoveOuterNetwork("red");
        (await Vim.EnsureAsync("os", Key("p"), both, CloudUnderTest.Limit, default)).Outputs.FloatingAddress.ShouldNotBeNull("what was refused is still wanted");
        await RemoveAllAsync();
        Cloud.Shaped.AddOuterNetwork("red");

        await using var told = await AdapterHost.StartAsync([Cloud.Account("told") with { OuterNetwork = "blue" }]);
        var client = told.Client();
        await client.EnsureAsync("told", Key("net"), network, CloudUnderTest.Limit, default);
        (await client.EnsureAsync("told", Key("p"), wanted, CloudUnderTest.Limit, default)).Outputs.FloatingAddress.ShouldNotBeNull();
        await client.EnsureDeletedAsync("told", VimResourceKind.Port, Key("p"), CloudUnderTest.Limit, default);
        await client.EnsureDeletedAsync("told", VimResourceKind.Network, Key("net"), CloudUnderTest.Limit, default);
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheKeyOfAnAccountIsImportedOnceAndGivenToItsServers()
    {
        const string Key1 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILLbBtw4qgMU9rQmwep599J2OYXSMb+4TtIqkKWXem4a operators";
        await using var keyed = await AdapterHost.StartAsync([Cloud.Account("keyed") with { SshPublicKey = Key1 }]);
        for (var i = 0; i < 2; i++)
        {
            await using var again = i == 0 ? null : await AdapterHost.StartAsync([Cloud.Account("keyed") with { SshPublicKey = Key1 }]); // another process finds it there
            var client = (again ?? keyed).Client();
            var server = await client.EnsureAsync("keyed", Key("s" + i), Server(), CloudUnderTest.Limit, default);
            var seen = (await Eyes.ListAsync("compute", "/servers/detail", "servers")).Single(s => (string?)s["id"] == server.VimResourceId);
            ((string?)seen["key_name"]).ShouldNotBeNull().ShouldStartWith("nfv-");
            await client.EnsureDeletedAsync("keyed", VimResourceKind.Compute, Key("s" + i), CloudUnderTest.Limit, default);
        }
        var wrong = await Should.ThrowAsync<VimException>(async () => await AdapterHost.StartAsync([Cloud.Account("wrong") with { SshPublicKey = "-----BEGIN OPENSSH PRIVATE KEY-----" }]));
        wrong.Message.ShouldContain("sshPublicKey");
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnImageIsStoredOnceAndOnlyWithTheRightContent()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var spec = new ImageSpec { Name = "i", DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true, SizeBytes = content.Length, Checksum = Convert.ToHexString(SHA256.HashData(content)) };
        (await Vim.EnsureAsync("os", Key("i"), spec, CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.PENDING_UPLOAD);
        var wrong = await Should.ThrowAsync<VimException>(() => Vim.UploadImageAsync("os", Key("i"), new MemoryStream(new byte[content.Length]), default));
        (wrong.Cause, wrong.Message.Contains("SHA-256", StringComparison.Ordinal)).ShouldBe((VimErrorCause.INVALID_REQUEST, true), wrong.Message);
        var stored = await Vim.UploadImageAsync("os", Key("i"), new MemoryStream(content), default);
        (stored.State, stored.Outputs.SizeBytes).ShouldBe((VimResourceState.ACTIVE, content.Length));
        (await Vim.UploadImageAsync("os", Key("i"), new MemoryStream(content), default)).VimResourceId.ShouldBe(stored.VimResourceId);
        (await Eyes.MarkedAsync(Run)).Count.ShouldBe(1);
        (await Vim.EnsureAsync("os", Key("s"), Server() with { ImageRef = Key("i") }, CloudUnderTest.Limit, default)).State.ShouldBe(VimResourceState.ACTIVE);
        await RemoveAllAsync();
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AVolumeIsHeldByAServerThatExistsAndNotByOneThatIsGone()
    {
        var volume = await Vim.EnsureAsync("os", Key("v"), new StorageSpec { Name = "v", SizeGib = 1 }, CloudUnderTest.Limit, default);
        await Vim.EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        var server = (await Vim.GetAsync("os", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))!.VimResourceId!;
        // What Nova does before a server has a host, and leaves behind when such a server is deleted at the wrong moment.
        var reservation = new JsonObject { ["attachment"] = new JsonObject { ["volume_uuid"] = volume.VimResourceId, ["instance_uuid"] = server } };
        await Eyes.SendAsync(HttpMethod.Post, "volumev3", "/attachments", reservation);
        var held = await Should.ThrowAsync<VimException>(() => Vim.EnsureDeletedAsync("os", VimResourceKind.Storage, Key("v"), CloudUnderTest.Limit, default));
        held.Cause.ShouldBe(VimErrorCause.CONFLICT, held.Message);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Compute, Key("s"), CloudUnderTest.Limit, default);
        await Vim.EnsureDeletedAsync("os", VimResourceKind.Storage, Key("v"), CloudUnderTest.Limit, default);
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIsWrongIsToldWithItsNameAndTheCloudsRequestId()
    {
        async Task<VimException> Fails(string key, VimResourceSpec spec, VimErrorCause cause, string word, string account = "os")
        {
            var failure = await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync(account, Key(key), spec, CloudUnderTest.Limit, default));
            failure.Cause.ShouldBe(cause, failure.Message);
            failure.Message.ShouldContain(word);
            failure.ResourceKey.ShouldBe(Key(key));
            return failure;
        }

        await Vim.EnsureAsync("os", Key("net"), new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.93.0.0/24", Gateway = null }] }, CloudUnderTest.Limit, default);
        await Vim.EnsureAsync("os", Key("p"), new PortSpec { NetworkRef = Key("net"), FixedIps = [new VimFixedIp { Address = "10.93.0.9" }] }, CloudUnderTest.Limit, default);
        await Fails("e1", Server() with { FlavourRef = "no-such-flavour" }, VimErrorCause.NOT_FOUND, "no-such-flavour");
        await Fails("e2", Server() with { ImageRef = "no-such-image" }, VimErrorCause.NOT_FOUND, "no-such-image");
        await Fails("e3", new PortSpec { NetworkRef = "no-such-network" }, VimErrorCause.NOT_FOUND, "no-such-network");
        var used = await Fails("e4", new PortSpec { NetworkRef = Key("net"), FixedIps = [new VimFixedIp { Address = "10.93.0.9" }] }, VimErrorCause.ADDRESS_UNAVAILABLE, "10.93.0.9");
        used.Error.RequestId.ShouldNotBeNull().ShouldStartWith("req-");
        await Fails("e5", Server() with { Zone = "no-such-zone" }, VimErrorCause.NOT_FOUND, "availability zone");
        await Fails("e6", new NetworkSpec { Name = "n", Mtu = 60_000 }, VimErrorCause.INVALID_REQUEST, "MTU");
        await Fails("e7", new NetworkSpec { Name = "n", Type = VimNetworkType.VLAN, SegmentationId = 105, PhysicalNetwork = "physnet-vlan" }, VimErrorCause.UNAUTHORIZED, "policy");
        await Fails("e8", Server() with { FlavourRef = "lab.nohost" }, VimErrorCause.NO_VALID_HOST, "No valid host");
        await Fails("e9", new ImageSpec { Name = "i", DiskFormat = "FLOPPY", ContentFollows = true }, VimErrorCause.INVALID_REQUEST, "disk");
        await Fails("e10", new PortSpec { NetworkRef = Key("net"), Bandwidth = new VimQos { MaxBitsPerSecond = 7_000_000 } }, VimErrorCause.UNAUTHORIZED, "nfv-max-7000");
        await Fails("e11", Server(cpuPolicy: VimCpuPolicy.DEDICATED) with { Vcpus = 3 }, VimErrorCause.UNAUTHORIZED, "3 vCPUs");
        await Fails("e12", new AffinityGroupSpec { Policy = VimAffinityPolicy.ANTI_AFFINITY, Scope = VimAffinityScope.ZONE }, VimErrorCause.NOT_SUPPORTED, "ZONE");
        await Fails("e13", Server() with { UserData = Convert.ToBase64String(new byte[ComputeSpec.MaxUserDataBytes + 1]) }, VimErrorCause.INVALID_REQUEST, "65535");
        // Only what exists is listed: nothing of the refused is left, but the server in ERROR, which the caller deletes or puts again.
        (await ListAsync()).ShouldBe([$"compute {Key("e8")}", $"network {Key("net")}", $"port {Key("p")}"]);
        await RemoveAllAsync();
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task AnImageThatIsLargerThanTheStoreTakesIsRefusedByNameAndMayBeSentAgain()
    {
        Skip.IfNot(LabMachine.IsHere, "the lab takes 64 MiB; the shaped server anything");
        await Vim.EnsureAsync("os", Key("big"), new ImageSpec { Name = "big", DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true }, CloudUnderTest.Limit, default);
        var refused = await Should.ThrowAsync<VimException>(() => Vim.UploadImageAsync("os", Key("big"), new MemoryStream(new byte[(64 << 20) + 4096]), default));
        (refused.Cause, refused.ResourceKey, refused.Retryable).ShouldBe((VimErrorCause.INVALID_REQUEST, Key("big"), false), refused.Message);
        refused.Message.ShouldContain("larger");
        (await Vim.UploadImageAsync("os", Key("big"), new MemoryStream(new byte[512]), default)).State.ShouldBe(VimResourceState.ACTIVE);
        await RemoveAllAsync();
        (await Eyes.MarkedAsync(Run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ACreationThatFailedIsMadeAnewByTheSamePut()
    {
        var nowhere = Server() with { FlavourRef = "lab.nohost" };
        await Should.ThrowAsync<VimException>(() => Vim.EnsureAsync("os", Key("s"), nowhere, CloudUnderTest.Limit, default));
        var failed = (await Vim.GetAsync("os", VimResourceKind.Compute, Key("s"), TimeSpan.Zero, default))!;
        (failed.State, failed.Error!.Cause).ShouldBe((VimResourceState.ERROR, VimErrorCause.NO_VALID_HOST));
        var good = await Vim.EnsureAsync("os", Key("s"), Server(), CloudUnderTest.Limit, default);
        good.State.ShouldBe(VimResourceState.ACTIVE);
        good.VimResourceId.ShouldNotBe(failed.VimResourceId);
        (await Eyes.MarkedAsync(Run)).Count.ShouldBe(1);
        await RemoveAllAsync();
    }

    [Fact]
    public async Task CapacityIsHostsForAdministratorsAndQuotasForOthers()
    {
        var seen = await Vim.GetCapacityAsync("root", default);
        var hosts = seen.Zones.SelectMany(z => z.Hosts).ToList();
        hosts.Select(h => h.Host).ShouldBeUnique();
        new[] { "compute1", "compute2", "compute3" }.ShouldBeSubsetOf(hosts.Select(h => h.Host));
        hosts.ShouldAllBe(h => h.Up && h.Pools.PinnedCores.Total >= 16 && h.Pools.Hugepages2Mib.Total >= 65_000 && h.Traits.Count > 0 && h.Pools.SharedVcpus.Total >= 16);
        var quotas = await Vim.GetCapacityAsync("os", default);
        quotas.Zones.SelectMany(z => z.Hosts).ShouldBeEmpty();
        quotas.Quotas.Select(q => q.Name).ShouldContain("servers");
        (seen.QuotasOfAccount, quotas.QuotasOfAccount).ShouldBe((true, true), "a project's quota is everybody's who uses the account");
        quotas.Zones.ShouldAllBe(z => z.Pools.SharedVcpus.Total == quotas.Quotas.Single(q => q.Name == "vcpus").Limit);
        var account = await Vim.GetAccountAsync("os", default);
        (account.Health, account.Zones.Contains("nova"), account.VimType).ShouldBe((VimHealth.HEALTHY, true, "ETSINFV.OPENSTACK_KEYSTONE.V_3"), account.HealthDetail);
    }

    private ComputeSpec Server(VimCpuPolicy cpuPolicy = VimCpuPolicy.SHARED) => base.Server() with { CpuPolicy = cpuPolicy };

    private async Task<IReadOnlyList<string>> ListAsync(string account = "os")
    {
        var found = new List<string>();
        await foreach (var resource in Vim.ListAllAsync(account, new VimResourceQuery { Limit = 3 }, default))
        {
            if (resource.Key.StartsWith(Run, StringComparison.Ordinal))
            {
                found.Add($"{resource.Kind.Token()} {resource.Key}");
            }
        }
        return found;
    }

    private async Task RemoveAllAsync(string account = "os")
    {
        var all = new List<VimResource>();
        await foreach (var resource in Vim.ListAllAsync(account, new VimResourceQuery(), default))
        {
            if (resource.Key.StartsWith(Run, StringComparison.Ordinal))
            {
                all.Add(resource);
            }
        }
        foreach (var kind in new[] { VimResourceKind.Compute, VimResourceKind.AffinityGroup, VimResourceKind.Port, VimResourceKind.Network, VimResourceKind.Storage, VimResourceKind.Image })
        {
            foreach (var resource in all.Where(r => r.Kind == kind))
            {
                await Vim.EnsureDeletedAsync(account, kind, resource.Key, CloudUnderTest.Limit, default);
            }
        }
    }
}
