using System.Text.Json;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>tosca-samples/complete/vnf says something in every place of a VNFD; all of it arrives in the model.</summary>
public sealed class CompleteVnfTests
{
    private readonly VnfDescriptor _vnf;
    private readonly DeploymentFlavour _flavour;

    public CompleteVnfTests(ITestOutputHelper output)
    {
        var result = PackageReader.Read(new DirectoryPackageFiles(Path.Combine(Shared.Samples, "complete", "vnf")), PackageReadOptions.Default with { Strict = true });
        foreach (var diagnostic in result.Diagnostics)
        {
            output.WriteLine(diagnostic.ToString());
        }

        result.Diagnostics.Where(d => d.Code != "TOSCA0024").ShouldBeEmpty();
        _vnf = result.VnfDescriptor!;
        _flavour = _vnf.Flavours.ShouldHaveSingleItem();
    }

    [Fact]
    public void Declared_attributes_have_types_and_defaults()
    {
        _vnf.DeclaredExtensions.Select(e => (e.Name, e.Type, e.Required)).ShouldBe([("peer_address", "string", true), ("max_sessions", "integer", false)]);
        _vnf.DeclaredExtensions[1].Default!.Value.GetInt32().ShouldBe(1000);
        _vnf.DeclaredMetadata.ShouldHaveSingleItem().Name.ShouldBe("site");
        _vnf.DeclaredConfigurableProperties.Select(p => p.Name).ShouldContain("is_autoscale_enabled");
        _vnf.ConfigurableProperties!.Value.GetProperty("is_autoscale_enabled").GetBoolean().ShouldBeTrue();
        _vnf.ModifiableAttributes!.Value.GetProperty("extensions").GetProperty("max_sessions").GetInt32().ShouldBe(1000);
    }

    [Fact]
    public void Operations_have_scripts_inputs_and_parameters()
    {
        var end = _flavour.FindOperation("instantiate_end")!;
        end.Artifact.ShouldBe(new LifecycleArtifact { Name = "configure", Path = "Scripts/configure.sh", Type = "tosca.artifacts.Implementation.Bash" });
        end.DependencyArtifacts.ShouldHaveSingleItem().Path.ShouldBe("Scripts/drain.py");
        end.Inputs!.Value.GetProperty("peer").GetString().ShouldBe("control");
        _flavour.FindOperation("terminate_start")!.Artifact!.Type.ShouldBe("tosca.artifacts.Implementation.Python");
        var parameters = _flavour.FindOperation("instantiate")!.AdditionalParameters;
        parameters.Select(p => (p.Name, p.Required)).ShouldBe([("peer", true), ("log_level", false)]);
        _flavour.LifecycleInterfaces.ShouldContain(o => o.Interface == "Change" && o.Operation == "migrate_sessions" && o.Artifact!.Path == "Scripts/drain.py");
        _flavour.LcmOperations.ShouldSatisfyAllConditions(
            o => o.TargetScaleLevelsSupported.ShouldBeTrue(),
            o => o.ScalingByMoreThanOneStepSupported.ShouldBeTrue(),
            o => o.ArbitraryTargetLevelsSupported.ShouldBe(true),
            o => o.HealCauses.ShouldBe(["data_plane", "whole"]),
            o => o.MaxRecommendedGracefulTerminationTimeoutSeconds.ShouldBe(120),
            o => o.MinGracefulStopTimeoutSeconds.ShouldBe(20));
    }

    [Fact]
    public void Indicators_and_what_follows_from_them()
    {
        _flavour.DeclaredIndicators.ShouldHaveSingleItem().ShouldBe(new VnfIndicatorDeclaration
        {
            Id = "load",
            Source = "vnf",
            ValueType = "float",
            Description = "load of the data plane in percent",
            Notification = "load_changed",
        });
        var rules = _flavour.Indicators.ShouldHaveSingleItem().Rules;
        rules.Select(r => (r.Name, r.IsComplete)).ShouldBe([("out", true), ("in", true)]);
        rules[0].Conditions.Select(c => (c.Attribute, c.Operator, c.Values[0])).ShouldBe([("load", "greater_or_equal", "80.0"), ("data_scale_level", "less_than", "3")]);
        rules[0].Actions.ShouldHaveSingleItem().Inputs!.Value.GetProperty("aspect").GetString().ShouldBe("data");
        _flavour.AutoScalePolicies.ShouldHaveSingleItem().ScaleOutThreshold.ShouldBe(80);
        _flavour.SupportedInterfaces.ShouldHaveSingleItem().CpIds.ShouldBe(["control_inside"]);
    }

    [Fact]
    public void Package_change_and_coordination()
    {
        var change = _flavour.PackageChanges.ShouldHaveSingleItem();
        change.Covers("0b8f8b6a-2d2f-4d0a-9b2f-7b0f6bb6e6a1", "simple", _vnf.DescriptorId).ShouldBeTrue();
        change.Covers("another", "simple", _vnf.DescriptorId).ShouldBeFalse();
        change.ModificationQualifier.ShouldBe("UP");
        change.DestinationOf("VDU", "worker").ShouldBe("data");
        change.DestinationOf("VDU", "control").ShouldBe("control");
        change.Operations.ShouldBe(["Change.migrate_sessions"]);
        change.DestinationFlavourId.ShouldBe("standard");

        var action = _flavour.CoordinationActions.ShouldHaveSingleItem();
        (action.ActionName, action.EndpointType, action.CoordinationStage).ShouldBe(("drain_sessions", "mgmt", "start"));
        action.InputParameters.ShouldHaveSingleItem().Default!.Value.GetInt32().ShouldBe(60);
        action.OutputParameters.ShouldHaveSingleItem().Name.ShouldBe("sessions_left");
        var when = _flavour.Coordinations.ShouldHaveSingleItem();
        (when.VnfLcmOperation, when.Actions[0]).ShouldBe(("scale", "drain_sessions"));
    }

    [Fact]
    public void Machines_say_all_they_ask_of_a_host()
    {
        var control = _flavour.FindVdu("control")!;
        var boot = control.BootDataDetails!;
        boot.Content!.ShouldStartWith("#cloud-config");
        control.BootData.ShouldBe(boot.Content);
        boot.Parameters["hostname"].ShouldBe("control");
        (boot.SourcePath, boot.DestinationPath, boot.VimProperties["config_drive"]).ShouldBe(("Files/boot.txt", "/etc/gateway.conf", "true"));
        control.MaintenanceInfo!.SupportedMigrationTypes.ShouldBe(["live_migration", "offline_migration"]);
        control.MaintenanceInfo.MaxNumberOfImpactedInstances.ShouldBe([new GroupSizeLimit(2, 1)]);

        var data = _flavour.FindVdu("data")!;
        data.BootDataDetails!.IsKeyValue.ShouldBeTrue();
        data.Compute.ShouldSatisfyAllConditions(
            c => c.CpuPinningRules.ShouldBe(["0-1:2-3"]),
            c => c.CpuThreadPolicy.ShouldBe("isolate"),
            c => c.NumaNodes.ShouldBe(2),
            c => c.CpuClockHz.ShouldBe(2_400_000_000),
            c => c.LogicalNodes["numa"]["isolation"].ShouldBe("strict"),
            c => c.RequestedAdditionalCapabilities.ShouldHaveSingleItem().SupportMandatory.ShouldBeTrue());
    }

    [Fact]
    public void Storage_containers_and_connection_points()
    {
        _flavour.StorageResources.Select(s => (s.Id, s.Kind, s.FileSystemProtocol, s.VirtualLinkId, s.PerVnfcInstance)).ShouldBe([("sessions", "BLOCK", null, null, true), ("shared", "FILE", "nfs", "inside", false)]);
        var unit = _flavour.FindVdu("api_unit")!;
        (unit.IsContainer, unit.ContainerIds[0], unit.McioName, unit.McioType, unit.SwImage!.Name).ShouldBe((true, "web", "api", "Deployment", "web"));
        var container = _flavour.OsContainers.ShouldHaveSingleItem();
        (container.RequestedMilliCpu, container.MemoryLimitBytes, container.ExtendedResources["vendor.example/nic=fast"]).ShouldBe((500, 512L << 20, 2L));
        _flavour.Mciops.ShouldHaveSingleItem().Artifacts.ShouldHaveSingleItem().Uri.ShouldBe("https://charts.example.com/gateway-2.0.tgz");
        var service = _flavour.VirtualCps.ShouldHaveSingleItem();
        service.Ports.ShouldBe([new ServicePort("http", "tcp", 8080, true)]);
        service.TargetVduIds.ShouldBe(["api_unit"]);
        _flavour.ExtCps.Select(c => c.CpdId).ShouldBe(["outside", "api"], ignoreOrder: true);
        var part = _flavour.InternalCps.Single(c => c.Id == "data_vlan");
        (part.VduId, part.TrunkCpId, part.SegmentationType, part.SegmentationId).ShouldBe(("data", "data_front", "vlan", 100));
        _flavour.VipCps.ShouldHaveSingleItem().TargetCpIds.ShouldBe(["data_front"]);
        _flavour.AffinityRules.Single(r => !r.Anti).Targets.ShouldBe(["control", "data"]);
    }

    [Fact]
    public void Sizes_of_machines_links_and_addresses_agree_at_every_level()
    {
        var aspect = _flavour.ScalingAspects.ShouldHaveSingleItem();
        aspect.InstancesAdded("data", 3).ShouldBe(5);
        aspect.CpInstancesAdded("front_address", 3).ShouldBe(2);
        aspect.BitrateAdded("front", 3).ShouldBe(new LinkBitrate(5_000_000_000, 1_500_000_000));
        var busy = _flavour.FindLevel("busy")!;
        busy.InstancesByVdu["data"].ShouldBe(5);
        busy.InstancesByCp["front_address"].ShouldBe(2);
        busy.BitrateByVirtualLink["front"].ShouldBe(new LinkBitrate(5_000_000_000, 2_000_000_000));
        _flavour.InternalVirtualLinks.Single(l => l.Id == "front").InitialBitrate.ShouldBe(new LinkBitrate(2_000_000_000, 1_000_000_000));
    }

    [Fact]
    public void All_of_it_survives_its_json()
    {
        var json = JsonSerializer.Serialize(_vnf, ToscaJsonContext.Default.VnfDescriptor);
        JsonSerializer.Serialize(JsonSerializer.Deserialize(json, ToscaJsonContext.Default.VnfDescriptor), ToscaJsonContext.Default.VnfDescriptor).ShouldBe(json);
    }
}
