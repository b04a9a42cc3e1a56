using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Semantics;
using NfvOrchestrator.Tosca.Sol006;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>SOL006 descriptors become our model, and what is lost is said exactly.</summary>
public sealed class Sol006Tests(ITestOutputHelper output)
{
    private static string Sample(string name) => Path.Combine(Shared.Samples, "sol006", name);

    private PackageReadResult Read(IPackageFiles files)
    {
        var result = PackageReader.Read(files);
        foreach (var diagnostic in result.Diagnostics)
        {
            output.WriteLine(diagnostic.ToString());
        }

        return result;
    }

    private PackageReadResult ReadText(string text, string name = "a_vnfd.yaml")
    {
        using var directory = new TemporaryDirectory().With(name, text);
        return Read(new DirectoryPackageFiles(directory.Path));
    }

    private static List<string> Lost(PackageReadResult result) => result.Diagnostics.Where(d => d.Code == "TOSCA0502").Select(d => d.Message.Split('\'')[1]).Order(StringComparer.Ordinal).ToList();

    [Fact]
    public void A_vnfd_arrives_complete()
    {
        var result = Read(new DirectoryPackageFiles(Sample("vnf")));
        result.Errors.ShouldBeEmpty();
        result.PackageKind.ShouldBe(PackageKind.Vnf);
        var vnf = result.VnfDescriptor!;
        (vnf.DescriptorId, vnf.Provider, vnf.ProductName, vnf.SoftwareVersion, vnf.DescriptorVersion).ShouldBe(("2a3f5c7e-firewall", "Example", "firewall", "3.1", "1.2"));
        vnf.DeclaredExtensions.ShouldHaveSingleItem().Name.ShouldBe("peer");
        vnf.ConfigurableProperties!.Value.GetProperty("is_autoscale_enabled").GetBoolean().ShouldBeTrue();

        var flavour = vnf.Flavours.ShouldHaveSingleItem();
        var control = flavour.FindVdu("control")!;
        (control.Compute.NumVirtualCpu, control.Compute.VirtualMemSizeMiB, control.Compute.LocalStorageBytes[0]).ShouldBe((2, 2048L, 10L << 30));
        control.StorageIds.ShouldBe(["rules"]);
        control.BootData!.ShouldContain("hostname: control");
        control.BootDataDetails!.SourcePath.ShouldBe("cloud_init/control.txt");
        control.SwImage!.Uri.ShouldBe("https://images.example.com/firewall-3.1.qcow2");
        flavour.StorageResources.ShouldHaveSingleItem().SizeBytes.ShouldBe(5L << 30);

        var data = flavour.FindVdu("data")!;
        data.Compute.ShouldSatisfyAllConditions(
            c => c.DedicatedCpus.ShouldBeTrue(),
            c => c.CpuThreadPolicy.ShouldBe("isolate"),
            c => c.NumaNodes.ShouldBe(2),
            c => c.Hugepages.ShouldBe([new HugepagesRequirement(1024 * 1024, 8192)]));
        (data.MinNumberOfInstances, data.MaxNumberOfInstances, data.InitialDelta).ShouldBe((2, 6, 2));

        // two VDUs call a connection point eth1; each keeps a name of its own
        flavour.InternalCps.Select(c => (c.Id, c.VduId, c.VirtualLinkId, c.ExternalCpdId, c.Order)).ShouldBe([
            ("eth0", "control", null, "management", 0), ("control.eth1", "control", "inside", null, 1), ("data.eth1", "data", "inside", null, 0), ("traffic", "data", null, "users", 1)]);
        var traffic = flavour.InternalCps.Single(c => c.Id == "traffic");
        (traffic.VnicType, traffic.BitrateRequirementBitsPerSecond).ShouldBe(("direct", 1_000_000_000L));
        flavour.ExtCps.Select(c => (c.CpdId, c.VduCpIds[0], c.Mandatory)).ShouldBe([("management", "eth0", true), ("users", "traffic", true)]);
        flavour.SecurityGroupRules.ShouldHaveSingleItem().Targets.ShouldBe(["traffic"]);
        var inside = flavour.InternalVirtualLinks.ShouldHaveSingleItem();
        (inside.ProtocolData[0].L3!.Cidr, inside.Qos!.LatencyMilliseconds, inside.MaxBitrate!.RootBitsPerSecond).ShouldBe(("192.168.7.0/24", 2, 1_000_000_000L));

        flavour.ScalingAspects.ShouldHaveSingleItem().InstancesAdded("data", 4).ShouldBe(4);
        flavour.FindLevel("large")!.InstancesByVdu["data"].ShouldBe(4);
        flavour.DefaultInstantiationLevelId.ShouldBe("default");
        flavour.AffinityRules.Select(r => (r.Anti, r.Scope, r.Targets[0])).ShouldBe([(true, "nfvi_node", "data"), (false, "zone", "data")]);
        var policy = flavour.AutoScalePolicies.ShouldHaveSingleItem();
        (policy.AspectId, policy.Metric, policy.ScaleOutThreshold, policy.ScaleInThreshold, policy.CooldownSeconds).ShouldBe(("traffic", "cpu_utilization", 80, 20, 120));
        flavour.FindOperation("instantiate_end")!.Artifact!.Path.ShouldBe("scripts/ready.sh");
        flavour.FindOperation("instantiate")!.AdditionalParameters.ShouldHaveSingleItem().Default!.Value.GetString().ShouldBe("open");
        flavour.LcmOperations.MinGracefulTerminationTimeoutSeconds.ShouldBe(30);
        flavour.DeclaredIndicators.ShouldHaveSingleItem().Id.ShouldBe("sessions");
    }

    [Fact]
    public void What_is_lost_of_a_vnfd_is_said_exactly()
    {
        var result = Read(new DirectoryPackageFiles(Sample("vnf")));
        Lost(result).ShouldBe([
            "vnfd/df/lcm-operations-configuration/operate-vnf-op-config/day1-2", "vnfd/df/scaling-aspect/scaling-config-action", "vnfd/mgmt-cp", "vnfd/sw-image-desc", "vnfd/vdu/alternative-sw-image-desc"], ignoreOrder: true);
        result.Diagnostics.Single(d => d.Message.Contains("day1-2", StringComparison.Ordinal)).ShouldSatisfyAllConditions(
            d => d.Severity.ShouldBe(Severity.Warning),
            d => d.File.ShouldBe("firewall_vnfd.yaml"),
            d => d.Line.ShouldBeGreaterThan(100),
            d => d.Hint!.ShouldContain("lifecycle-management-script"));
    }

    [Fact]
    public void An_nsd_arrives_complete_and_fits_its_vnfd()
    {
        var result = Read(new DirectoryPackageFiles(Sample("ns")));
        result.Errors.ShouldBeEmpty();
        var ns = result.NsDescriptor!;
        (ns.NsdId, ns.Name, ns.Designer, ns.InvariantId, ns.Priority).ShouldBe(("9d4c-firewalled", "firewalled", "Example", "9d4c", 2));
        var flavour = ns.Flavours.ShouldHaveSingleItem();
        flavour.VirtualLinks.Select(l => l.Id).ShouldBe(["users", "mgmtnet"]);
        flavour.VirtualLinks[0].Qos!.Priority.ShouldBe(1);
        flavour.VnfProfiles.Select(p => (p.ProfileId, p.FlavourId, p.InstantiationLevel, p.MaxNumberOfInstances)).ShouldBe([("outer", "standard", "default", 2), ("inner", "standard", "large", 1)]);
        flavour.VnfProfiles[0].VirtualLinkConnectivity.Select(c => (c.NsVirtualLinkProfileId, c.ExtCpdIds[0])).ShouldBe([("mgmtnet", "management"), ("users", "users")]);
        flavour.Saps.Select(s => (s.SapdId, s.VirtualLinkId)).ShouldBe([("access", "users"), ("admin", "mgmtnet")]);
        flavour.Dependencies.ShouldBe([new ProfileDependency("outer", "inner")]);
        flavour.AffinityRules.ShouldHaveSingleItem().Targets.ShouldBe(["outer", "inner"]);
        flavour.ScalingAspects.ShouldHaveSingleItem().Levels.Select(l => l["outer"]).ShouldBe([1, 2]);
        flavour.InstantiationLevels[1].BitrateByVirtualLink["users"].RootBitsPerSecond.ShouldBe(500_000_000);
        var path = flavour.Vnffgs.ShouldHaveSingleItem().Nfps.ShouldHaveSingleItem();
        path.Positions.Select(p => p.Elements[0].Ingress).ShouldBe([new NfpEndpoint("outer", "users", null), new NfpEndpoint("inner", "users", null)]);
        (path.Rule!.Protocol, path.Rule.DestinationPortRange, path.Rule.SourceIpAddressPrefix).ShouldBe(("tcp", new PortRange(443, 443), "10.0.0.0/8"));
        Lost(result).ShouldBe(["nsd/virtual-link-desc/mgmt-network", "nsd/virtual-link-desc/vim-network-name"], ignoreOrder: true);

        var vnf = Read(new DirectoryPackageFiles(Sample("vnf"))).VnfDescriptor!;
        NsdCrossCheck.Check(ns, id => id == vnf.DescriptorId ? vnf : null).ShouldBeEmpty();
    }

    [SkippableFact]
    public void Osm_packages_of_others_are_imported_and_fit_together()
    {
        var vnf = Read(new DirectoryPackageFiles(Shared.Descriptor("osm-sol006/interVNFs/interdomain_vnf"))).VnfDescriptor.ShouldNotBeNull();
        var vdu = vnf.Flavours.ShouldHaveSingleItem().Vdus.ShouldHaveSingleItem();
        (vdu.Compute.NumVirtualCpu, vdu.Compute.VirtualMemSizeMiB, vdu.Compute.LocalStorageBytes[0], vdu.SwImage!.Name).ShouldBe((1, 1024L, 10L << 30, "Ubuntu 20.04 x86_64"));
        foreach (var name in new[] { "interdomain_ns", "interdomain_slice_ns_HAL", "interdomain_slice_ns_DEV" })
        {
            var ns = Read(new DirectoryPackageFiles(Shared.Descriptor("osm-sol006/interNSs/" + name))).NsDescriptor.ShouldNotBeNull();
            ns.Flavours[0].VnfProfiles.ShouldAllBe(p => p.VirtualLinkConnectivity.Count == 2);
            NsdCrossCheck.Check(ns, id => id == vnf.DescriptorId ? vnf : null).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Osm_packs_a_folder_in_a_gzipped_tar()
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            TarFile.CreateFromDirectory(Sample("vnf"), gzip, includeBaseDirectory: true);
        }

        using var container = PackageContainer.Open(stream);
        container.Files.Files.Select(f => f.Path).ShouldBe(["cloud_init/control.txt", "firewall_vnfd.yaml", "scripts/ready.sh"]);
        var result = Read(container.Files);
        result.Errors.ShouldBeEmpty();
        result.Diagnostics.ShouldContain(d => d.Code == "TOSCA0036" && d.Severity == Severity.Warning);
        result.VnfDescriptor!.Flavours[0].FindVdu("control")!.BootData!.ShouldContain("hostname: control");
        PackageReader.Read(container.Files, PackageReadOptions.Default with { Strict = true }).Errors.ShouldContain(e => e.Code == "TOSCA0036");
    }

    [Fact]
    public void A_hostile_tar_is_a_diagnostic()
    {
        Code(Tar(w => w.WriteEntry(File("../evil.yaml", "a: b")))).ShouldBe("TOSCA0002");
        Code(Tar(w => w.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "x") { LinkName = "/etc/passwd" }))).ShouldBe("TOSCA0005");
        Code(Tar(w =>
        {
            w.WriteEntry(File("a.yaml", "a: b"));
            w.WriteEntry(File("a.yaml", "a: c"));
        })).ShouldBe("TOSCA0004");
        var good = Tar(w => w.WriteEntry(File("a_vnfd.yaml", "vnfd: {id: x}")));
        Code(good[..(good.Length / 2)]).ShouldBe("TOSCA0001");
        using var bomb = new MemoryStream(Tar(w => w.WriteEntry(File("zeros", new string('0', 1 << 20)))));
        new TarPackageFiles(bomb, PackageLimits.Default with { MaxUncompressedBytes = 1 << 19 }).ContainerDiagnostics.ShouldHaveSingleItem().Code.ShouldBe("TOSCA0001");

        string Code(byte[] bytes) => Read(new TarPackageFiles(new MemoryStream(bytes))).Errors.First().Code;
        static PaxTarEntry File(string name, string text) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };
    }

    [Fact]
    public void Wrappings_and_prefixes_and_json_are_the_same()
    {
        const string Body = """{"id": "x", "provider": "P", "product-name": "N", "software-version": "1", "version": "1", "vdu": [{"id": "v", "name": "v", "virtual-compute-desc": "c", "int-cpd": [{"id": "p"}]}], "virtual-compute-desc": [{"id": "c", "virtual-memory": {"size": 1}, "virtual-cpu": {"num-virtual-cpu": 1}}], "ext-cpd": [{"id": "e", "int-cpd": {"vdu-id": "v", "cpd": "p"}}], "df": [{"id": "f", "vdu-profile": [{"id": "v"}], "instantiation-level": [{"id": "l", "vdu-level": [{"vdu-id": "v"}]}]}]}""";
        foreach (var text in new[] { $"vnfd: {Body}", $"vnfd: [{Body}]", $"nfv: {{vnfd: [{Body}]}}", $"etsi-nfv-descriptors:nfv:\n  etsi-nfv-descriptors:vnfd: {Body}", $"{{\"etsi-nfv-vnfd:vnfd\": {Body}}}" })
        {
            var result = ReadText(text);
            result.Errors.ShouldBeEmpty();
            result.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("TOSCA0501");
            result.VnfDescriptor!.Flavours[0].ExtCps.ShouldHaveSingleItem().VduCpIds.ShouldBe(["p"]);
        }

        ReadText($"{{\"nfv\": {{\"vnfd\": [{Body}]}}}}", "a.json").VnfDescriptor!.DescriptorId.ShouldBe("x");
    }

    [Theory]
    [InlineData("vnfd:vnfd-catalog:\n  vnfd:vnfd:\n  - {id: a, connection-point: [{name: p}]}\n", 1)]
    [InlineData("vnfd:\n  id: a\n  vdu:\n  - {id: v, vm-flavor: {vcpu-count: 1}}\n", 2)]
    [InlineData("nsd-catalog:\n  nsd:\n  - {id: a, constituent-vnfd: [{member-vnf-index: 1}]}\n", 1)]
    public void Osm_before_release_nine_is_recognised(string text, int line)
    {
        var error = ReadText(text).Errors.ShouldHaveSingleItem();
        (error.Code, error.Line).ShouldBe(("TOSCA0503", line));
        error.Hint!.ShouldContain("package-translate");
    }

    [Theory]
    [InlineData("virtual-compute-desc: small", "virtual-compute-desc: smal", "TOSCA0504", "did you mean 'small'")]
    [InlineData("vdu-profile:\n    - {id: control", "vdu-profile:\n    - {id: contrl", "TOSCA0504", "did you mean 'control'")]
    [InlineData("int-cpd: {vdu-id: data, cpd: traffic}", "int-cpd: {vdu-id: data, cpd: trafic}", "TOSCA0504", "'trafic'")]
    [InlineData("sw-image-desc: firewall\n    alternative", "sw-image-desc: firewal\n    alternative", "TOSCA0504", "did you mean 'firewall'")]
    [InlineData("virtual-cpu: {num-virtual-cpu: 2}", "virtual-cpu: {num-virtual-cpu: two}", "TOSCA0508", "\"two\"")]
    [InlineData("default-instantiation-level: default", "default-instantiation-level: defalt", "TOSCA0504", "did you mean 'default'")]
    [InlineData("scaling-aspect-id: traffic, scale-level: 2", "scaling-aspect-id: trafic, scale-level: 2", "TOSCA0306", "'trafic'")]
    [InlineData("vnf-monitoring-param-ref: data_cpu", "vnf-monitoring-param-ref: data_cp", "TOSCA0504", "did you mean 'data_cpu'")]
    public void A_mistake_is_told_once_with_its_place(string from, string to, string code, string words)
    {
        using var directory = new TemporaryDirectory();
        directory.Copy(Sample("vnf"));
        var path = Path.Combine(directory.Path, "firewall_vnfd.yaml");
        var text = File.ReadAllText(path);
        text.ShouldContain(from);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        var result = Read(new DirectoryPackageFiles(directory.Path));
        var error = result.Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe(code);
        error.ToString().ShouldContain(words);
        error.Line.ShouldBeGreaterThan(1);
        result.VnfDescriptor.ShouldBeNull();
    }

    [Fact]
    public void Mutations_never_throw()
    {
        var original = File.ReadAllText(Path.Combine(Sample("vnf"), "firewall_vnfd.yaml"));
        var nsd = File.ReadAllText(Path.Combine(Sample("ns"), "firewall_nsd.yaml"));
        var random = new Random(6);
        for (var i = 0; i < 400; i++)
        {
            var lines = (i % 2 == 0 ? original : nsd).Split('\n').ToList();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                var at = random.Next(lines.Count);
                switch (random.Next(5))
                {
                    case 0:
                        lines.RemoveAt(at);
                        break;
                    case 1:
                        lines[at] = lines[at].Replace(": ", ": [", StringComparison.Ordinal) + "]";
                        break;
                    case 2:
                        lines[at] = "  " + lines[at];
                        break;
                    case 3:
                        lines[at] = lines[random.Next(lines.Count)];
                        break;
                    default:
                        lines[at] = lines[at].Replace("id", "ID", StringComparison.Ordinal).Replace("1", "-1e9", StringComparison.Ordinal);
                        break;
                }
            }

            var result = PackageReader.Read(new MemoryPackage(("x_vnfd.yaml", Encoding.UTF8.GetBytes(string.Join('\n', lines)))));
            (result.Ok == (result.VnfDescriptor is not null || result.NsDescriptor is not null || result.PnfDescriptor is not null)).ShouldBeTrue();
            result.Diagnostics.ShouldAllBe(d => DiagnosticCodes.All.ContainsKey(d.Code));
        }
    }

    private static byte[] Tar(Action<TarWriter> fill)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new TarWriter(gzip))
        {
            fill(writer);
        }

        return stream.ToArray();
    }
}
