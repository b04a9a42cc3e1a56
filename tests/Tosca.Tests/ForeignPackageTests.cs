using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Packages that other projects made, with the verdicts of shared/descriptors/README.md.</summary>
public sealed class ForeignPackageTests(ITestOutputHelper output)
{
    private PackageReadResult Read(string path)
    {
        var result = PackageReader.Read(new DirectoryPackageFiles(Shared.Descriptor(path)));
        foreach (var diagnostic in result.Diagnostics)
        {
            output.WriteLine(diagnostic.ToString());
        }

        return result;
    }

    private VnfDescriptor Vnf(string path)
    {
        var result = Read(path);
        result.Errors.ShouldBeEmpty();
        return result.VnfDescriptor.ShouldNotBeNull();
    }

    private NsDescriptor Ns(string path)
    {
        var result = Read(path);
        result.Errors.ShouldBeEmpty();
        return result.NsDescriptor.ShouldNotBeNull();
    }

    [SkippableTheory]
    [InlineData("tacker-getting-started/tosca/sample_vnf_package_csar")]
    [InlineData("tacker-getting-started/userdata/sample_vnf_package_csar")]
    public void Tacker_getting_started(string path)
    {
        var vnf = Vnf(path);
        vnf.DescriptorId.ShouldBe("b1bb0ce7-ebca-4fa7-95ed-4840d70a1177");
        vnf.FlavourIds.ShouldBe(["simple"]);
        var flavour = vnf.Flavours[0];
        flavour.Vdus.ShouldHaveSingleItem().Id.ShouldBe("VDU1");
        flavour.InternalCps.ShouldHaveSingleItem().VirtualLinkId.ShouldBe("internalVL1");
        flavour.InternalVirtualLinks.ShouldHaveSingleItem().ProtocolData[0].L3!.Cidr.ShouldNotBeNullOrEmpty();
        flavour.Vdus[0].Compute.VirtualMemSizeMiB.ShouldBe(489);
        flavour.Vdus[0].SwImage!.Version.ShouldBe("0.5.2");
    }

    [SkippableFact]
    public void Tacker_practical_has_two_flavours()
    {
        var vnf = Vnf("tacker-practical");
        vnf.DescriptorId.ShouldBe("75aaa9fa-9c79-dcf5-bda2-5b98a08c9f54");
        vnf.FlavourIds.ShouldBe(["ha", "scalable"]);
        vnf.DefaultFlavourId.ShouldBe("ha");

        var ha = vnf.Flavours[0];
        ha.Vdus.Select(v => v.Id).ShouldBe(["VDU_0", "VDU_1"]);
        ha.InternalCps.Count.ShouldBe(2);
        ha.ExtCps.Select(c => c.CpdId).ShouldBe(["VDU0_extCP0", "VDU1_extCP0", "RT_extCP", "VDU_extvCP"], ignoreOrder: true);
        var rule = ha.AffinityRules.ShouldHaveSingleItem();
        rule.Anti.ShouldBeTrue();
        rule.Targets.ShouldBe(["VDU_0", "VDU_1"]);
        rule.PlacementGroups.ShouldBe(["VDU_AntiAffinityGroup"]);

        var scalable = vnf.Flavours[1];
        scalable.Vdus.Count.ShouldBe(3);
        scalable.InternalCps.Count.ShouldBe(6);
        scalable.ExtCps.Select(c => c.CpdId).ShouldBe(["VDU0_CP1", "VDU1_CP1", "VDU2_CP1"], ignoreOrder: true);
        (ha.Vdus.Count + scalable.Vdus.Count).ShouldBe(5);
        (ha.InternalCps.Count + scalable.InternalCps.Count).ShouldBe(8);
    }

    [SkippableFact]
    public void Minhfli_scales_in_two_levels()
    {
        var flavour = Vnf("minhfli-scale").Flavours.ShouldHaveSingleItem();
        flavour.ScalingAspects.ShouldHaveSingleItem().InstancesAdded("VDU1", 2).ShouldBe(2);
        flavour.Vdus.ShouldHaveSingleItem().InitialDelta.ShouldBe(1);
        flavour.DefaultInstantiationLevelId.ShouldBe("instantiation_level_1");
        flavour.FindLevel("instantiation_level_2")!.InstancesByVdu["VDU1"].ShouldBe(3);
        flavour.FindLevel("instantiation_level_2")!.ScaleLevelByAspect["VDU1_scale"].ShouldBe(2);
        flavour.ExtCps.ShouldHaveSingleItem().RequirementName.ShouldBe("VDU1_extnet");
    }

    [SkippableFact]
    public void Claudnet_of_4_4_1()
    {
        var vnf = Vnf("claudnet-4.4.1");
        vnf.DefaultFlavourId.ShouldBe("scalable_ha");
        var flavour = vnf.Flavours.ShouldHaveSingleItem();
        flavour.Vdus.Count.ShouldBe(2);
        flavour.InternalCps.Count.ShouldBe(4);
        flavour.InstantiationLevels.Select(l => l.LevelId).ShouldBe(["default", "medium", "large"]);
        flavour.FindLevel("large")!.InstancesByVdu["vdu_firewall_main"].ShouldBe(5);
        flavour.FindVdu("vdu_firewall_main")!.SwImage!.ChecksumAlgorithm.ShouldBe("sha-256");
    }

    [SkippableFact]
    public void Etsi_mano_vnf_storage()
    {
        var vnf = Vnf("etsi-mano-demo/vnf-storage");
        vnf.DescriptorId.ShouldBe("48d5b3b4-e3c1-4d34-9e78-c7e609f26fcf");
        var flavour = vnf.Flavours.ShouldHaveSingleItem();
        flavour.StorageResources.ShouldHaveSingleItem().Id.ShouldBe("block01");
        flavour.Vdus.ShouldHaveSingleItem().StorageIds.ShouldBe(["block01"]);
        flavour.Vdus[0].Compute.VirtualMemSizeMiB.ShouldBe(512);
        flavour.Vdus[0].Compute.DedicatedCpus.ShouldBeTrue();
        flavour.FindLevel("premium")!.InstancesByVdu["webserver"].ShouldBe(2);
        flavour.InternalCps.ShouldHaveSingleItem().VirtualLinkId.ShouldBe("leftVl01");
    }

    [SkippableTheory]
    [InlineData("etsi-mano-demo/empty-vnf-0", "4b5cb5d1-7b9b-44fc-aa08-4b24ff0a5d0c")]
    [InlineData("etsi-mano-demo/empty-vnf-1", "7a4a12fe-4bdc-4b21-968a-d14a6ce9b5e7")]
    public void Etsi_mano_empty_vnfs(string path, string id)
    {
        var vnf = Vnf(path);
        vnf.DescriptorId.ShouldBe(id);
        vnf.Flavours.ShouldHaveSingleItem().Vdus.ShouldBeEmpty();
        vnf.Flavours[0].InstantiationLevels.ShouldNotBeEmpty();
    }

    [SkippableFact]
    public void Etsi_mano_vnf_policy_gives_thresholds()
    {
        var flavour = Vnf("etsi-mano-demo/vnf-policy").Flavours.ShouldHaveSingleItem();
        flavour.ScalingAspects.Select(a => (a.AspectId, a.MaxScaleLevel)).ShouldBe([("database", 2), ("call_proc", 4)]);
        var policy = flavour.AutoScalePolicies.ShouldHaveSingleItem();
        policy.ShouldSatisfyAllConditions(
            () => policy.AspectId.ShouldBe("call_proc"),
            () => policy.Metric.ShouldBe("utilization_vnf_indicator"),
            () => policy.ScaleOutThreshold.ShouldBe(60),
            () => policy.ScaleInThreshold.ShouldBe(20));
        flavour.Indicators.Count.ShouldBe(3);
    }

    [SkippableFact]
    public void Etsi_mano_nsds()
    {
        var master = Ns("etsi-mano-demo/master-nsd");
        master.NsdId.ShouldBe("fb4f8f06-f4b0-4d80-8cda-cd95cf018972");
        master.Flavours[0].VnfProfiles.ShouldHaveSingleItem().VnfdId.ShouldBe("dcd11fbf-c767-41eb-abc9-cec35dd95bca");
        master.Flavours[0].NestedNsProfiles.ShouldHaveSingleItem().NsdId.ShouldBe("65f6fbed-654b-4d68-b730-5d8d72a8b865");
        master.Flavours[0].VirtualLinks.ShouldHaveSingleItem().Id.ShouldBe("vl01");

        var nested = Ns("etsi-mano-demo/nested-nsd");
        nested.Flavours[0].VnfProfiles.Count.ShouldBe(1);
        nested.Flavours[0].VirtualLinks[0].ProtocolData[0].L3!.Cidr.ShouldBe("10.1.0.0/24");
        nested.Flavours[0].Saps.ShouldHaveSingleItem().SapdId.ShouldBe("sap01");
    }

    [SkippableTheory]
    [InlineData("csar_without_instantiation_level", "TOSCA0311")]
    [InlineData("csar_with_multiple_sw_image_data", "TOSCA0310")]
    public void Tacker_negatives_are_refused_for_their_reason(string name, string code)
    {
        using var directory = new TemporaryDirectory();
        directory.Copy(Shared.Descriptor("tacker-negative-common/test_csar_utils_common"));
        directory.Copy(Shared.Descriptor(Path.Combine("tacker-negative", name)));
        var result = PackageReader.Read(new DirectoryPackageFiles(directory.Path));
        foreach (var diagnostic in result.Diagnostics)
        {
            output.WriteLine(diagnostic.ToString());
        }

        result.Ok.ShouldBeFalse();
        result.VnfDescriptor.ShouldBeNull();
        var error = result.Errors.Single(e => e.Code == code);
        error.File.ShouldBe("Definitions/tosca_with_vdus.yaml");
        error.Line.ShouldBeGreaterThan(40);
    }

    [SkippableFact]
    public void Ibm_vmrf_has_no_definitions()
    {
        using var stream = File.OpenRead(Shared.Descriptor("ibm-vmrf/NsPackage-NoDefinitions-vMRF.zip"));
        using var zip = new ZipPackageFiles(stream);
        var error = PackageReader.Read(zip).Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe("TOSCA0012");
        error.Message.ShouldContain("Definitions/MRF.yaml");
    }

    [SkippableTheory]
    [InlineData("onap-vSBC")]
    [InlineData("free5gmano-open5gs/ns")]
    [InlineData("osm-sol006/interVNFs/interdomain_vnf")]
    [InlineData("osm-sol006/interNSs/interdomain_ns")]
    public void Others_never_crash_and_say_why(string path)
    {
        var result = Read(path);
        (result.Ok || result.Errors.Any()).ShouldBeTrue();
        (result.Ok == (result.VnfDescriptor is not null || result.NsDescriptor is not null)).ShouldBeTrue();
    }
}
