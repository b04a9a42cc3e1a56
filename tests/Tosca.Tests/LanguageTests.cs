using System.Text;
using NfvOrchestrator.Tosca.Packages;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>What TOSCA says about templates: functions, copy, filters, constraints, interfaces, policies, mappings, workflows.</summary>
public sealed class LanguageTests(ITestOutputHelper output)
{
    /// <summary>A VNF of one VDU; what a test needs goes into the places of the braces.</summary>
    private const string Frame = """
        tosca_definitions_version: tosca_simple_yaml_1_3
        imports:
          - https://forge.etsi.org/rep/nfv/SOL001/raw/v4.4.1/etsi_nfv_sol001_vnfd_types.yaml
        #TYPES#
        topology_template:
          inputs:
            cpus: {type: integer, default: 3}
            deep: {type: map, default: {a: {b: [x, y]}}}
            later: {type: string}
        #TOPOLOGY#
          substitution_mappings:
            node_type: tosca.nodes.nfv.VNF
            properties: {flavour_id: simple}
            requirements:
              virtual_link: [cp, virtual_link]
        #MAPPINGS#
          node_templates:
            vnf:
              type: tosca.nodes.nfv.VNF
              properties:
                descriptor_id: d
                descriptor_version: '1.0'
                provider: P
                product_name: #PRODUCT#
                software_version: '1.0'
                flavour_id: simple
                flavour_description: f
                vnfm_info: ['0:any']
        #VNF#
            vdu:
              type: tosca.nodes.nfv.Vdu.Compute
              properties: {name: v, description: v, vdu_profile: {min_number_of_instances: 1, max_number_of_instances: 4}}
              capabilities:
                virtual_compute:
                  properties:
                    virtual_cpu: {num_virtual_cpu: 2}
                    virtual_memory: {virtual_mem_size: 1 GiB}
        #VDU#
            cp:
              type: tosca.nodes.nfv.VduCp
              properties: {layer_protocols: [ipv4]}
              requirements:
                - virtual_binding: vdu
        #NODES#
        """;

    private PackageReadResult Read(string types = "", string topology = "", string mappings = "", string product = "N", string vnf = "", string vdu = "", string nodes = "", bool strict = false)
    {
        var text = Frame.Replace("#TYPES#", types, StringComparison.Ordinal).Replace("#TOPOLOGY#", topology, StringComparison.Ordinal).Replace("#MAPPINGS#", mappings, StringComparison.Ordinal)
            .Replace("#PRODUCT#", product, StringComparison.Ordinal).Replace("#VNF#", vnf, StringComparison.Ordinal).Replace("#VDU#", vdu, StringComparison.Ordinal).Replace("#NODES#", nodes, StringComparison.Ordinal);
        var result = PackageReader.Read(MemoryPackage.Of(text), PackageReadOptions.Default with { Strict = strict });
        output.WriteLine(string.Join('\n', result.Diagnostics));
        return result;
    }

    [Fact]
    public void The_frame_is_right() => Read(strict: true).Diagnostics.Where(d => d.Code is not ("TOSCA0014" or "TOSCA0337")).ShouldBeEmpty();

    [Theory]
    [InlineData("{get_input: cpus}", "3")]
    [InlineData("{get_input: [deep, a, b, 1]}", "y")]
    [InlineData("{get_property: [SELF, provider]}", "P")]
    [InlineData("{get_property: [vdu, vdu_profile, max_number_of_instances]}", "4")]
    [InlineData("{get_property: [vdu, virtual_compute, virtual_cpu, num_virtual_cpu]}", "2")]
    [InlineData("{get_property: [cp, virtual_binding, name]}", "v")]
    [InlineData("{concat: [a, {get_property: [SELF, provider]}, {get_input: cpus}]}", "aP3")]
    [InlineData("{join: [[a, b, {get_input: cpus}], '-']}", "a-b-3")]
    [InlineData("{join: [{get_nodes_of_type: tosca.nodes.nfv.Vdu.Compute}, ' ']}", "vdu")]
    [InlineData("{token: [{concat: ['10.0.0.1', '/24']}, './', 4]}", "24")]
    [InlineData("{get_artifact: [vdu, script]}", "scripts/x.sh")]
    public void Functions_known_before_run_time_have_values(string function, string value)
    {
        var result = Read(product: function, vdu: "      artifacts: {script: {type: tosca.artifacts.Implementation.Bash, file: scripts/x.sh}}");
        result.Errors.ShouldBeEmpty();
        result.VnfDescriptor!.ProductName.ShouldBe(value);
        result.Diagnostics.ShouldNotContain(d => d.Code == "TOSCA0127");
    }

    [Theory]
    [InlineData("{get_property: [nobody, provider]}", "'nobody' is no node")]
    [InlineData("{get_property: [SELF, providr]}", "did you mean 'provider'?")]
    [InlineData("{get_property: [cp, virtual_binding]}", "no property behind it")]
    [InlineData("{get_property: [vdu, vdu_profile, max_number_of_instances, deeper]}", "it is \"4\"")]
    [InlineData("{get_input: [deep, a, b, 7]}", "it is a list")]
    [InlineData("{get_artifact: [vdu, none]}", "no artifact of node 'vdu'")]
    [InlineData("{token: ['a.b', '.', 5]}", "which has 2")]
    [InlineData("{concat: a}", "concat takes a list")]
    [InlineData("{get_operation_output: [vnf, Nothing, instantiate, x]}", "no interface of node 'vnf'")]
    [InlineData("{get_operation_output: [vnf, Vnflcm]}", "get_operation_output takes")]
    public void Functions_that_name_nothing_are_told(string function, string words) =>
        Read(product: function).Diagnostics.ShouldContain(d => d.Code == "TOSCA0127" && d.ToString().Contains(words, StringComparison.Ordinal));

    [Theory]
    [InlineData("{get_input: later}")]
    [InlineData("{get_attribute: [vnf, scale_status]}")]
    [InlineData("{get_operation_output: [vnf, Vnflcm, instantiate, result]}")]
    public void Values_of_run_time_stay_symbolic(string function) =>
        Read(product: function).Diagnostics.Select(d => d.Code).Where(c => c != "TOSCA0337").Distinct().ShouldBe(["TOSCA0232", "TOSCA0014"], ignoreOrder: true);

    [Fact]
    public void Functions_in_a_circle_are_told_once()
    {
        var result = Read(product: "{get_property: [SELF, provider_alias]}", vnf: "        provider_alias: {get_property: [vdu, description_alias]}", vdu: "      properties: {name: v, description: v, description_alias: {get_property: [vnf, product_name]}, vdu_profile: {min_number_of_instances: 1, max_number_of_instances: 4}}");
        result.Errors.Where(e => e.Code == "TOSCA0126").ShouldHaveSingleItem().Message.ShouldContain("→");
    }

    [Fact]
    public void A_value_is_checked_where_a_function_puts_it_and_told_where_it_is_wrong()
    {
        var result = Read(topology: "    wrong: {type: integer, default: four}", vdu: "      attributes: {}", nodes: """
                other:
                  copy: vdu
                  capabilities:
                    virtual_compute:
                      properties:
                        virtual_cpu: {num_virtual_cpu: {get_input: wrong}}
            """.Replace("    other", "    other", StringComparison.Ordinal));
        var error = result.Errors.ShouldHaveSingleItem();
        error.Message.ShouldStartWith("property 'default' of input 'wrong' must be an integer – found \"four\"");
    }

    [Fact]
    public void The_message_names_owner_bounds_type_and_clause()
    {
        var error = Read(nodes: """
                AMF_FE:
                  copy: vdu
                  capabilities:
                    virtual_compute:
                      properties:
                        virtual_cpu: {num_virtual_cpu: four}
            """).Errors.ShouldHaveSingleItem();
        error.ToString().ShouldContain("error TOSCA0231: property 'num_virtual_cpu' of capability 'virtual_compute' of node 'AMF_FE' must be an integer ≥ 1 (tosca.datatypes.nfv.VirtualCpu) – found \"four\"; SOL001 §6.2.5.2");
    }

    [Fact]
    public void A_copy_has_everything_but_what_it_says_itself()
    {
        var result = Read(nodes: """
                second:
                  copy: vdu
                  properties: {name: other}
                cp2:
                  copy: cp
                  requirements:
                    - virtual_binding: second
                    - virtual_link: inside
                inside:
                  type: tosca.nodes.nfv.VnfVirtualLink
                  properties: {connectivity_type: {layer_protocols: [ipv4]}, vl_profile: {max_bitrate_requirements: {root: 1}, min_bitrate_requirements: {root: 1}}}
            """, strict: true);
        result.Errors.ShouldBeEmpty();
        var flavour = result.VnfDescriptor!.Flavours[0];
        flavour.FindVdu("second")!.Compute.NumVirtualCpu.ShouldBe(2);
        flavour.FindVdu("second")!.Name.ShouldBe("other");
        flavour.InternalCps.Single(c => c.Id == "cp2").VduId.ShouldBe("second");
        Read(nodes: "    second: {copy: nothing}\n").Errors.ShouldContain(e => e.Code == "TOSCA0128");
        Read(nodes: "    a: {copy: vdu}\n    b: {copy: a}\n").Errors.ShouldContain(e => e.Code == "TOSCA0128" && e.Message.Contains("a copy itself", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("node: tosca.nodes.nfv.Vdu.Compute, node_filter: {properties: [name: [{equal: big}]]}", "big")]
    [InlineData("node: tosca.nodes.nfv.Vdu.Compute, node_filter: {capabilities: [virtual_compute: {properties: [disk_count: [{greater_or_equal: 1}]]}]}", null)]
    [InlineData("node: tosca.nodes.nfv.Vdu.Compute, node_filter: {properties: [name: [{pattern: 'b.*'}], description: large]}", "big")]
    [InlineData("node_filter: {properties: [name: huge]}", null)]
    public void A_node_filter_chooses_the_target(string requirement, string? target)
    {
        var result = Read(nodes: $$"""
                big:
                  copy: vdu
                  properties: {name: big, description: large}
                cp2:
                  type: tosca.nodes.nfv.VduCp
                  properties: {layer_protocols: [ipv4]}
                  requirements:
                    - virtual_binding: {{{requirement}}}
            """);
        if (target is null)
        {
            result.Diagnostics.ShouldContain(d => d.Code == "TOSCA0242");
        }
        else
        {
            result.VnfDescriptor!.Flavours[0].InternalCps.Single(c => c.Id == "cp2").VduId.ShouldBe(target);
        }
    }

    [Theory]
    [InlineData("integer, constraints: [{greater_than: 3}]", "3", "an integer ≥ 4")]
    [InlineData("integer, constraints: [{in_range: [1, UNBOUNDED]}]", "0", "≥ 1")]
    [InlineData("integer, constraints: [{in_range: [1, 5]}]", "6", "from 1 to 5")]
    [InlineData("float, constraints: [{less_or_equal: 0.5}]", "0.51", "≤ 0.5")]
    [InlineData("string, constraints: [{valid_values: [red, green]}]", "gren", "did you mean 'green'?")]
    [InlineData("string, constraints: [{length: 3}]", "ab", "of length 3")]
    [InlineData("string, constraints: [{min_length: 3}, {max_length: 5}]", "abcdef", "of length 5 or less")]
    [InlineData("string, constraints: [{pattern: '[a-z]+'}]", "aB", "matching the pattern")]
    [InlineData("scalar-unit.size, constraints: [{less_than: 1 GiB}]", "1024 MiB", "< 1 GiB")]
    [InlineData("scalar-unit.time, constraints: [{in_range: [1 s, 1 m]}]", "61 s", "from 1 s to 1 m")]
    [InlineData("scalar-unit.frequency, constraints: [{greater_or_equal: 2 GHz}]", "1999 MHz", "≥ 2 GHz")]
    [InlineData("scalar-unit.bitrate, constraints: [{equal: 1 Mbps}]", "1001 kbps", "equal to 1 Mbps")]
    [InlineData("version, constraints: [{greater_or_equal: '2.1'}]", "2.0.9", "≥ 2.1")]
    [InlineData("version", "two", "a version")]
    [InlineData("timestamp, constraints: [{less_than: 2020-01-01}]", "2020-01-01T00:00:01Z", "< 2020-01-01")]
    [InlineData("range, constraints: [{in_range: [0, 10]}]", "[5, 11]", "from 0 to 10")]
    [InlineData("range", "[5, 4]", "upper bound")]
    [InlineData("list, entry_schema: {type: integer, constraints: [{less_than: 5}]}", "[1, 5]", "≤ 4")]
    [InlineData("list, entry_schema: {type: list, entry_schema: {type: string, constraints: [{length: 1}]}}", "[[a, bc]]", "of length 1")]
    [InlineData("map, key_schema: {type: string, constraints: [{pattern: '[0-9]+'}]}, entry_schema: string", "{a: b}", "(key)")]
    [InlineData("map, constraints: [{min_length: 2}]", "{a: b}", "of length 2 or more")]
    [InlineData("json, constraints: [{schema: '{}'}]", "'{broken'", "well-formed")]
    [InlineData("my.Narrow", "7", "≤ 5")]
    [InlineData("my.Narrow", "0", "≥ 1")]
    public void Constraints_of_all_kinds_hold_or_are_told(string type, string value, string words)
    {
        var result = Read(
            types: $"data_types:\n  my.Wide: {{derived_from: integer, constraints: [{{greater_or_equal: 1}}]}}\n  my.Narrow: {{derived_from: my.Wide, constraints: [{{less_or_equal: 5}}]}}\nnode_types:\n  my.Node: {{derived_from: tosca.nodes.Root, properties: {{p: {{type: {type}}}}}}}",
            nodes: $"    mine: {{type: my.Node, properties: {{p: {value}}}}}\n");
        result.Diagnostics.Where(d => d.Code == "TOSCA0234").ShouldHaveSingleItem().ToString().ShouldContain(words);
        result.Diagnostics.ShouldNotContain(d => d.Code == "TOSCA0237");
    }

    [Theory]
    [InlineData("integer", "1.5")]
    [InlineData("float", "x")]
    [InlineData("boolean", "maybe")]
    [InlineData("range", "[1]")]
    [InlineData("list", "{a: b}")]
    [InlineData("map", "[a]")]
    [InlineData("string", "[a, b]")]
    [InlineData("scalar-unit.size", "5")]
    [InlineData("scalar-unit.time", "5 GB")]
    [InlineData("scalar-unit.frequency", "5 Hertz")]
    [InlineData("scalar-unit.bitrate", "5 GB")]
    [InlineData("list, entry_schema: integer", "[1, a]")]
    public void Values_of_another_type_are_errors(string type, string value) =>
        Read(types: $"node_types:\n  my.Node: {{derived_from: tosca.nodes.Root, properties: {{p: {{type: {type}}}}}}}", nodes: $"    mine: {{type: my.Node, properties: {{p: {value}}}}}\n")
            .Errors.ShouldHaveSingleItem().Code.ShouldBe("TOSCA0231");

    [Theory]
    [InlineData("constraints: [{greater: 1}]", "TOSCA0237", "did you mean 'greater_than'?")]
    [InlineData("constraints: [{in_range: [5, 1]}]", "TOSCA0237", "lower bound over its upper")]
    [InlineData("constraints: [{min_length: many}]", "TOSCA0237", "whole number")]
    [InlineData("constraints: [{greater_than: x}]", "TOSCA0237", "a value of type integer")]
    [InlineData("defualt: 1", "TOSCA0122", "did you mean 'default'?")]
    public void Mistakes_in_definitions_are_told(string schema, string code, string words) =>
        Read(types: $"node_types:\n  my.Node: {{derived_from: tosca.nodes.Root, properties: {{p: {{type: integer, required: false, {schema}}}}}}}")
            .Diagnostics.ShouldContain(d => d.Code == code && d.ToString().Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Refinement_keeps_what_it_does_not_say()
    {
        const string Types = "node_types:\n  my.Base: {derived_from: tosca.nodes.Root, properties: {p: {type: integer, required: false, constraints: [{greater_than: 0}]}}}\n  my.Node: {derived_from: my.Base, properties: {p: {type: integer, default: 3, constraints: [{less_than: 9}]}}}\n  my.Odd: {derived_from: my.Base, properties: {p: {type: string}}}";
        Read(types: Types, nodes: "    mine: {type: my.Node, properties: {p: 0}}\n").Diagnostics.ShouldContain(d => d.Code == "TOSCA0234");
        Read(types: Types, nodes: "    mine: {type: my.Node, properties: {p: 9}}\n").Diagnostics.ShouldContain(d => d.Code == "TOSCA0234");
        Read(types: Types).Diagnostics.ShouldContain(d => d.Code == "TOSCA0205" && d.Message.Contains("my.Odd", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("requirements: [{virtual_bindin: vdu}]", "TOSCA0239", "did you mean 'virtual_binding'?")]
    [InlineData("requirements: [{virtual_binding: vdu}, {virtual_binding: vdu}]", "TOSCA0240", "2 times")]
    [InlineData("requirements: [{virtual_binding: vdu}, {virtual_link: vdu}]", "TOSCA0241", "does not offer")]
    [InlineData("requirements: [{virtual_binding: {node: vdu, relationship: my.Nothing}}]", "TOSCA0241", "neither a relationship template")]
    [InlineData("requirements: [{virtual_binding: {node: vdu, relation: x}}]", "TOSCA0122", "did you mean 'relationship'?")]
    [InlineData("requirements: [{virtual_binding: vdu}, {dependency: nobody}]", "TOSCA0238", "nobody")]
    [InlineData("requirements: [{virtual_binding: vdu}]\n      interfaces: {Nothing: {create: x.sh}}", "TOSCA0243", "'Nothing'")]
    [InlineData("requirements: [{virtual_binding: vdu}]\n      interfaces: {Standard: {operations: {creat: x.sh}}}", "TOSCA0243", "did you mean 'create'?")]
    [InlineData("requirements: [{virtual_binding: vdu}]\n      interfaces: {Standard: {creat: x.sh}}", "TOSCA0243", "did you mean 'create'?")]
    [InlineData("requirements: [{virtual_binding: vdu}]\n      interfaces: {Standard: {create: {implementation: {primary: nothing}}}}", "TOSCA0243", "neither an artifact")]
    [InlineData("requirements: [{virtual_binding: vdu}]\n      attributes: {colour: red}", "TOSCA0248", "'colour'")]
    [InlineData("requirements: [{virtual_binding: vdu}]\n      artifacts: {a: {type: tosca.artifacts.File, file: x, repository: far}}", "TOSCA0115", "'far'")]
    public void Templates_are_held_to_their_types(string body, string code, string words) =>
        Read(nodes: $"    cp2:\n      type: tosca.nodes.nfv.VduCp\n      properties: {{layer_protocols: [ipv4]}}\n      {body}\n")
            .Diagnostics.ShouldContain(d => d.Code == code && d.ToString().Contains(words, StringComparison.Ordinal));

    [Theory]
    [InlineData("  groups: {g: {type: tosca.groups.nfv.PlacementGroup, properties: {description: d}, members: [cp]}}", "TOSCA0244", "member 'cp'")]
    [InlineData("  policies: [p: {type: tosca.policies.nfv.AffinityRule, properties: {scope: zone}, targets: [cp]}]", "TOSCA0244", "target 'cp'")]
    [InlineData("  policies: [p: {type: tosca.policies.nfv.VnfIndicator, properties: {source: vnf}, targets: [vnf], triggers: {t: {condition: [x: [{equal: 1}]], action: [inline: nothing]}}}]", "TOSCA0245", "no event")]
    [InlineData("  policies: [p: {type: tosca.policies.nfv.VnfIndicator, properties: {source: vnf}, targets: [vnf], triggers: {t: {event: e, action: [inline: nothing]}}}]", "TOSCA0245", "'nothing'")]
    [InlineData("  policies: [p: {type: tosca.policies.nfv.VnfIndicator, properties: {source: vnf}, targets: [vnf], triggers: [t: {event_type: e, actoin: x}]}]", "TOSCA0122", "did you mean 'action'?")]
    [InlineData("  outputs: {o: {description: nothing}}", "TOSCA0248", "no value")]
    [InlineData("  outputs: {o: {value: {get_attribute: [nobody, x]}}}", "TOSCA0127", "'nobody'")]
    [InlineData("  workflows: {w: {steps: {a: {target: nobody, activities: [set_state: started]}}}}", "TOSCA0246", "'nobody'")]
    [InlineData("  workflows: {w: {steps: {a: {target: vnf, activities: [call_operation: Nothing.x], on_success: b}}}}", "TOSCA0246", "goes on to 'b'")]
    [InlineData("  workflow: {}", "TOSCA0122", "did you mean 'workflows'?")]
    public void Topologies_are_checked(string topology, string code, string words) =>
        Read(topology: topology).Diagnostics.ShouldContain(d => d.Code == code && d.ToString().Contains(words, StringComparison.Ordinal));

    [Theory]
    [InlineData("    capabilities: {nothing: [vdu, virtual_compute]}", "TOSCA0247", "maps the capability 'nothing'")]
    [InlineData("    attributes: {scale_status: [nobody, x]}", "TOSCA0247", "'nobody'")]
    [InlineData("    interfaces: {Vnflcm: {instantiate: nothing}}", "TOSCA0247", "workflow 'nothing'")]
    [InlineData("    substitution_filter: {properties: [flavour: {equal: simple}]}", "TOSCA0247", "did you mean 'flavour_id'?")]
    [InlineData("    propertes: {}", "TOSCA0122", "did you mean 'properties'?")]
    public void Substitution_mappings_are_checked(string mapping, string code, string words) =>
        Read(mappings: mapping).Diagnostics.ShouldContain(d => d.Code == code && d.ToString().Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Workflows_are_kept()
    {
        var result = Read(topology: """
              workflows:
                deploy:
                  description: by hand
                  inputs: {size: {type: integer, default: 1}}
                  steps:
                    first:
                      target: vdu
                      activities: [set_state: creating, {call_operation: {operation: Standard.create, inputs: {n: {get_input: cpus}}}}]
                      on_success: [second]
                    second: {target: vnf, activities: [inline: {workflow: other}], on_failure: first}
                other: {steps: {only: {target: vdu, activities: [delegate: install]}}}
            """);
        result.Errors.ShouldBeEmpty();
        var workflow = result.VnfDescriptor!.Flavours[0].Workflows[0];
        workflow.Name.ShouldBe("deploy");
        workflow.Steps.Select(s => s.Name).ShouldBe(["first", "second"]);
        workflow.Steps[0].Activities.Select(a => (a.Kind, a.Name)).ShouldBe([("set_state", "creating"), ("call_operation", "Standard.create")]);
        workflow.Steps[0].Activities[1].Inputs!.Value.GetProperty("n").GetInt32().ShouldBe(3);
        workflow.Steps[1].OnFailure.ShouldBe(["first"]);
    }

    [Fact]
    public void Short_and_prefixed_type_names_are_known()
    {
        Read(nodes: "    a: {type: Compute}\n    b: {type: 'tosca:SoftwareComponent'}\n    c: {type: 'other:tosca.nodes.Compute'}\n").Diagnostics.ShouldNotContain(d => d.Code == "TOSCA0201");
        Read(nodes: "    a: {type: Computer}\n").Errors.ShouldContain(e => e.Code == "TOSCA0201");
    }

    [Fact]
    public void Derivations_in_a_circle_and_what_hangs_on_them_are_one_error()
    {
        var errors = Read(types: "node_types:\n  a: {derived_from: b}\n  b: {derived_from: c}\n  c: {derived_from: a}\n  d: {derived_from: a}\n  e: {derived_from: d}", nodes: "    x: {type: e}\n").Errors.ToList();
        errors.ShouldHaveSingleItem().Code.ShouldBe("TOSCA0202");
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    public void Encodings_of_yaml_are_read(string name, bool bom)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = File.ReadAllText(Path.Combine(Shared.Samples, "minimal", "vnf", "minimal.yaml"));
        foreach (var mark in new[] { bom, false })
        {
            byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
            if (mark || name is not "utf-32")
            {
                PackageReader.Read(new MemoryPackage(("vnfd.yaml", bytes))).Errors.ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public void Latin_1_is_told_with_its_place()
    {
        var bytes = Encoding.Latin1.GetBytes("tosca_definitions_version: tosca_simple_yaml_1_3\ndescription: Gerät\n");
        var error = PackageReader.Read(new MemoryPackage(("vnfd.yaml", bytes))).Errors.ShouldHaveSingleItem();
        (error.Code, error.Line, error.Column).ShouldBe(("TOSCA0101", 2, 17));
        error.Message.ShouldContain("0xE4");
    }

    [Fact]
    public void Broken_yaml_before_a_wrong_byte_is_told_and_never_thrown()
    {
        var bytes = Encoding.Latin1.GetBytes("a: [b\nc: }\n" + new string('#', 40_000) + "\nd: Gerät\n");
        PackageReader.Read(new MemoryPackage(("vnfd.yaml", bytes))).Errors.ShouldHaveSingleItem().Code.ShouldBe("TOSCA0101");
    }

    [Fact]
    public void Fifty_megabytes_are_refused_unread()
    {
        var files = new HugeFile();
        PackageReader.Read(files).Errors.ShouldHaveSingleItem().Code.ShouldBe("TOSCA0102");
        files.Opened.ShouldBeFalse();
    }

    private sealed class HugeFile : IPackageFiles
    {
        public bool Opened { get; private set; }

        public IReadOnlyList<PackageFile> Files => [new PackageFile("vnfd.yaml", 50 << 20)];

        public IReadOnlyList<Diagnostics.Diagnostic> ContainerDiagnostics => [];

        public Stream Open(PackageFile file)
        {
            Opened = true;
            return Stream.Null;
        }
    }
}
