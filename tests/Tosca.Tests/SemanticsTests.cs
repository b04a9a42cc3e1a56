using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Semantics;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>What the parts of a descriptor must agree about: one change to the complete sample, one finding, at its place.</summary>
public sealed class SemanticsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("layer_protocols: [ipv4], order: 0, bitrate", "layer_protocols: [mpls], order: 0, bitrate", "TOSCA0330", "'data_inside' speaks mpls")]
    [InlineData("layer_protocols: [ipv4], order: 1, vnic_type", "layer_protocols: [ipv4], order: 0, vnic_type", "TOSCA0331", "both have the order 0")]
    [InlineData("event: example.gateway.VnfIndicator.load_changed\n            condition:\n              - load: [{less", "event: example.gateway.VnfIndicator.load_chnged\n            condition:\n              - load: [{less", "TOSCA0332", "did you mean 'load_changed'?")]
    [InlineData("- load: [{less_or_equal: 20.0}]", "- laod: [{less_or_equal: 20.0}]", "TOSCA0332", "did you mean 'load'?")]
    [InlineData("call_operation: Change.migrate_sessions", "call_operation: Change.migrate_session", "TOSCA0332", "did you mean 'migrate_sessions'?")]
    [InlineData("destination_flavour_id: standard", "destination_flavour_id: standrd", "TOSCA0333", "did you mean 'standard'?")]
    [InlineData("source_id: worker, destination_id: data}", "source_id: worker, destination_id: dat}", "TOSCA0333", "maps the VDU 'dat'")]
    [InlineData("destination_descriptor_id: 6f0ddc0e", "destination_descriptor_id: 7f0ddc0e", "TOSCA0333", "neither from nor to this VNFD")]
    [InlineData("vnf_lcm_operation: scale, actions: [drain_sessions]", "vnf_lcm_operation: scale, actions: [drain_session]", "TOSCA0334", "did you mean 'drain_sessions'?")]
    [InlineData("requested_size: 8 GiB", "requested_size: 32 GiB", "TOSCA0338", "more than its 16384 MiB")]
    [InlineData("cidr: 10.10.0.0/24, dhcp_enabled: true", "cidr: 10.10.0.0/24, gateway_ip: 10.10.1.1, dhcp_enabled: true", "TOSCA0340", "'10.10.1.1'")]
    [InlineData("      outside: [outside, external_virtual_link]\n", "", "TOSCA0341", "requires 'outside'")]
    [InlineData("step_deltas: [small, large, large]", "step_deltas: [small, large]", "TOSCA0312", "2 step deltas for 3 steps")]
    [InlineData("max_number_of_instances: 8", "max_number_of_instances: 6", "TOSCA0314", "needs 7 instances of 'data'")]
    [InlineData("busy: {bitrate_requirements: {root: 5000000000,", "busy: {bitrate_requirements: {root: 4000000000,", "TOSCA0312", "4000000000 bit/s")]
    [InlineData("levels: {default: {number_of_instances: 1}, busy: {number_of_instances: 2}}", "levels: {default: {number_of_instances: 1}, busy: {number_of_instances: 3}}", "TOSCA0312", "3 instances of 'front_address'")]
    [InlineData("source_path: ../Files/boot.txt", "source_path: ../Files/boot.text", "TOSCA0320", "'../Files/boot.text'")]
    [InlineData("terminate_start: ../Scripts/drain.py", "terminate_start: ../Scripts/drained.py", "TOSCA0321", "'../Scripts/drained.py'")]
    public void A_deviation_is_a_warning_or_an_error_once_and_at_its_place(string from, string to, string code, string words)
    {
        using var directory = new TemporaryDirectory();
        directory.Copy(Path.Combine(Shared.Samples, "complete", "vnf"));
        var path = Path.Combine(directory.Path, "Definitions", "gateway.yaml");
        var text = File.ReadAllText(path);
        text.ShouldContain(from);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));

        var lenient = Read(directory, strict: false);
        lenient.Ok.ShouldBeTrue();
        lenient.Diagnostics.Where(d => d.Severity == Severity.Warning && d.Code != "TOSCA0014").Select(d => d.Code).Distinct().ShouldBe([code]);
        lenient.Diagnostics.ShouldContain(d => d.ToString().Contains(words, StringComparison.Ordinal) && d.Code == code && d.Line >= 10);
        var strict = Read(directory, strict: true);
        strict.VnfDescriptor.ShouldBeNull();
        strict.Errors.Select(d => d.Code).Distinct().ShouldBe([code]);
    }

    [Fact]
    public void An_nsd_is_checked_against_the_descriptors_of_its_constituents()
    {
        var vnf = PackageReader.Read(new DirectoryPackageFiles(Path.Combine(Shared.Samples, "complete", "vnf"))).VnfDescriptor!;
        IReadOnlyList<Diagnostic> Check(string properties, string requirements)
        {
            using var directory = new TemporaryDirectory().With("nsd.yaml", $$"""
                tosca_definitions_version: tosca_simple_yaml_1_3
                topology_template:
                  node_templates:
                    ns:
                      type: tosca.nodes.nfv.NS
                      properties: {descriptor_id: n, designer: D, version: '1', name: N, invariant_id: i, flavour_id: f}
                    link:
                      type: tosca.nodes.nfv.NsVirtualLink
                      properties:
                        connectivity_type: {layer_protocols: [ipv4]}
                        vl_profile: {max_bitrate_requirements: {root: 1}, min_bitrate_requirements: {root: 0} }
                    gateway:
                      type: tosca.nodes.nfv.VNF
                      properties: {descriptor_id: {{vnf.DescriptorId}}, {{properties}} }
                      requirements: [{{requirements}}]
                """);
            var ns = PackageReader.Read(new DirectoryPackageFiles(directory.Path)).NsDescriptor.ShouldNotBeNull();
            var findings = NsdCrossCheck.Check(ns, id => id == vnf.DescriptorId ? vnf : null);
            foreach (var finding in findings)
            {
                output.WriteLine(finding.ToString());
            }

            return findings;
        }

        const string Profile = "vnf_profile: {min_number_of_instances: 1, max_number_of_instances: 1";
        Check($"flavour_id: standard, {Profile}, instantiation_level: busy}}", "outside: link").ShouldBeEmpty();
        Check("flavour_id: standrd", "outside: link").ShouldHaveSingleItem().ToString().ShouldBe($"nsd.yaml:12:5 error TOSCA0410: 'gateway' wants the flavour 'standrd', which VNFD 'Gateway' ({vnf.DescriptorId}) does not have; SOL001 §7.11 (did you mean 'standard'?)");
        Check($"flavour_id: standard, {Profile}, instantiation_level: bsy}}", "outside: link").ShouldHaveSingleItem().Code.ShouldBe("TOSCA0411");
        Check($"flavour_id: standard, {Profile}, target_vnf_scale_level_info: {{data: {{scale_level: 4}}}}}}", "outside: link").ShouldHaveSingleItem().Message.ShouldContain("levels 0 to 3");
        Check("flavour_id: standard", "outside: link, outsde: link").Select(d => d.Code).ShouldBe(["TOSCA0412"]);
        var missing = Check("flavour_id: standard", "service: link").ShouldHaveSingleItem();
        (missing.Code, missing.Severity).ShouldBe(("TOSCA0413", Severity.Warning));
    }

    [Fact]
    public void A_network_service_of_several_levels_and_triggers_arrives_complete()
    {
        using var directory = new TemporaryDirectory().With("nsd.yaml", """
            tosca_definitions_version: tosca_simple_yaml_1_3
            topology_template:
              node_templates:
                ns:
                  type: tosca.nodes.nfv.NS
                  properties: {descriptor_id: n, designer: D, version: '1', name: N, invariant_id: i, flavour_id: f, priority: 3, service_availability_level: 1}
                  interfaces:
                    Nslcm:
                      type: tosca.interfaces.nfv.Nslcm
                      operations:
                        instantiate_end: scripts/ready.py
                link:
                  type: tosca.nodes.nfv.NsVirtualLink
                  properties:
                    connectivity_type: {layer_protocols: [ipv4]}
                    vl_profile: {max_bitrate_requirements: {root: 100}, min_bitrate_requirements: {root: 0}, service_availability_level: 2}
                a: &vnf
                  type: tosca.nodes.nfv.VNF
                  properties:
                    descriptor_id: v
                    flavour_id: f
                    vnf_profile:
                      min_number_of_instances: 1
                      max_number_of_instances: 3
                      target_vnf_scale_level_info: {x: {scale_level: 1}}
                      version_dependency:
                        - {dependent_constituent_id: b, version_dependency_statement: [{descriptor_id: [v2, v3]}]}
                  requirements:
                    - virtual_link: link
                b: *vnf
              policies:
                - aspects:
                    type: tosca.policies.nfv.NsScalingAspects
                    properties: {aspects: {grow: {name: g, description: g, ns_scale_levels: {0: {description: zero}, 1: {description: one}}}}}
                - a_levels:
                    type: tosca.policies.nfv.VnfToLevelMapping
                    properties: {aspect: grow, number_of_instances: {0: 1, 1: 3}}
                    targets: [a]
                - link_levels:
                    type: tosca.policies.nfv.VirtualLinkToLevelMapping
                    properties: {aspect: grow, bit_rate_requirements: {0: {root: 10}, 1: {root: 30}}}
                    targets: [link]
                - sizes:
                    type: tosca.policies.nfv.NsInstantiationLevels
                    properties: {ns_levels: {small: {description: s}}, default_level: small}
                - link_sizes:
                    type: tosca.policies.nfv.VirtualLinkToInstantiationLevelMapping
                    properties: {bit_rate_requirements: {small: {root: 10}}}
                    targets: [link]
                - watch:
                    type: tosca.policies.nfv.VnfMonitoring
                    properties: {vnf_monitoring_parameters: {cpu: {name: cpu, performance_metric: v_cpu_usage_mean_vnf}}}
                    targets: [a]
                - auto:
                    type: tosca.policies.nfv.NsAutoScale
                    targets: [ns]
                    triggers:
                      out:
                        event: tosca.interfaces.nfv.NsVnfIndicator.load
                        condition: [{load: [{greater_than: 70}]}]
                        action:
                          - call_operation: {operation: Nslcm.scale, inputs: {scale_ns_by_steps_data: {value: {scaling_direction: scale_out, aspect: grow, number_of_steps: 1}}}}
            """).With("scripts/ready.py", "print()");
        var result = PackageReader.Read(new DirectoryPackageFiles(directory.Path));
        foreach (var diagnostic in result.Diagnostics)
        {
            output.WriteLine(diagnostic.ToString());
        }

        result.Errors.ShouldBeEmpty();
        var ns = result.NsDescriptor!;
        ns.Priority.ShouldBe(3);
        var flavour = ns.Flavours.ShouldHaveSingleItem();
        flavour.ServiceAvailabilityLevel.ShouldBe(1);
        flavour.LifecycleInterfaces.Single(o => o.Operation == "instantiate_end").Artifact!.Path.ShouldBe("scripts/ready.py");
        flavour.VirtualLinks[0].ServiceAvailabilityLevel.ShouldBe(2);
        flavour.ScalingAspects[0].VirtualLinkBitrates.Select(l => l["link"].RootBitsPerSecond).ShouldBe([10, 30]);
        flavour.ScalingAspects[0].Levels.Select(l => l["a"]).ShouldBe([1, 3]);
        flavour.InstantiationLevels[0].BitrateByVirtualLink["link"].RootBitsPerSecond.ShouldBe(10);
        var profile = flavour.FindVnfProfile("a")!;
        profile.TargetScaleLevels["x"].ShouldBe(1);
        profile.VersionDependencies.ShouldHaveSingleItem().Statements.ShouldHaveSingleItem().ShouldBe(["v2", "v3"]);
        profile.MonitoringParameters.ShouldHaveSingleItem().Id.ShouldBe("cpu");
        flavour.FindVnfProfile("b")!.MonitoringParameters.ShouldBeEmpty();
        profile.Place.ShouldBe(new SourcePlace("nsd.yaml", 17, 5));
        var threshold = flavour.AutoScalePolicies.ShouldHaveSingleItem();
        (threshold.AspectId, threshold.Metric, threshold.ScaleOutThreshold).ShouldBe(("grow", "load", 70));
        flavour.AutoScaleRules.ShouldHaveSingleItem().Rules.ShouldHaveSingleItem().Actions.ShouldHaveSingleItem().Operation.ShouldBe("Nslcm.scale");
    }

    [Fact]
    public void A_pnfd_arrives_complete()
    {
        using var directory = new TemporaryDirectory().With("pnfd.yaml", """
            tosca_definitions_version: tosca_simple_yaml_1_3
            topology_template:
              node_templates:
                router:
                  type: tosca.nodes.nfv.PNF
                  properties:
                    descriptor_id: p
                    function_description: routes
                    provider: P
                    version: '1'
                    descriptor_invariant_id: i
                    name: Router
                    geographical_location_info:
                      country_code: DE
                      civic_address_element: [{ca_type: '3', ca_value: Bonn}]
                port:
                  type: tosca.nodes.nfv.PnfExtCp
                  properties: {layer_protocols: [ipv4], description: out}
              policies:
                - web:
                    type: tosca.policies.nfv.PnfSecurityGroupRule
                    properties: {protocol: tcp, port_range_min: 443, port_range_max: 443}
                    targets: [port]
            """);
        var pnf = PackageReader.Read(new DirectoryPackageFiles(directory.Path)).PnfDescriptor.ShouldNotBeNull();
        (pnf.PnfdId, pnf.FunctionDescription, pnf.Location!.CountryCode, pnf.Location.CivicAddress[0].Value).ShouldBe(("p", "routes", "DE", "Bonn"));
        pnf.ExtCps.ShouldHaveSingleItem().CpdId.ShouldBe("port");
        pnf.SecurityGroupRules.ShouldHaveSingleItem().Targets.ShouldBe(["port"]);
    }

    private PackageReadResult Read(TemporaryDirectory directory, bool strict)
    {
        var result = PackageReader.Read(new DirectoryPackageFiles(directory.Path), PackageReadOptions.Default with { Strict = strict });
        foreach (var diagnostic in result.Diagnostics)
        {
            output.WriteLine(diagnostic.ToString());
        }

        return result;
    }
}
