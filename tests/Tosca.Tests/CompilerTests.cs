using NfvOrchestrator.Tosca.Packages;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>The rules of the language: imports, types, functions, flavours.</summary>
public sealed class CompilerTests(ITestOutputHelper output)
{
    private const string Head = "tosca_definitions_version: tosca_simple_yaml_1_3\n";

    private PackageReadResult Read(params (string Path, string Text)[] files)
    {
        using var directory = new TemporaryDirectory();
        foreach (var (path, text) in files)
        {
            directory.With(path, text);
        }

        var result = PackageReader.Read(new DirectoryPackageFiles(directory.Path));
        foreach (var diagnostic in result.Diagnostics)
        {
            output.WriteLine(diagnostic.ToString());
        }

        return result;
    }

    private static (string Path, string Text) Meta(string entry) => ("TOSCA-Metadata/TOSCA.meta", $"TOSCA-Meta-File-Version: 1.0\nCSAR-Version: 1.1\nEntry-Definitions: {entry}\n");

    [Fact]
    public void Circular_imports_are_loaded_once_in_every_spelling()
    {
        var result = Read(
            Meta("Definitions/a.yaml"),
            ("Definitions/a.yaml", Head + "imports:\n  - b: sub/b.yaml\n  - file: https://forge.etsi.org/rep/nfv/SOL001/raw/v3.3.1/etsi_nfv_sol001_vnfd_types.yaml\n    namespace_prefix: etsi\ntopology_template:\n  node_templates:\n    vnf:\n      type: my.VNF\n"),
            ("Definitions/sub/b.yaml", Head + "imports:\n  - types: {file: ../a.yaml}\nnode_types:\n  my.VNF:\n    derived_from: etsi:tosca.nodes.nfv.VNF\n    properties:\n      descriptor_id: {type: string, default: d1}\n      descriptor_version: {type: string, default: '1'}\n      provider: {type: string, default: p}\n      product_name: {type: string, default: n}\n      software_version: {type: string, default: '1'}\n      flavour_id: {type: string, default: f}\n"));
        result.Errors.ShouldBeEmpty();
        result.VnfDescriptor!.DescriptorId.ShouldBe("d1");
        result.VnfDescriptor.FlavourIds.ShouldBe(["f"]);
    }

    [Fact]
    public void Functions_known_before_run_time_are_evaluated()
    {
        var result = Read(("vnfd.yaml", Head + """
            topology_template:
              inputs:
                cpus: {type: integer, default: 3}
                name: {type: string}
              node_templates:
                vnf:
                  type: tosca.nodes.nfv.VNF
                  properties:
                    descriptor_id: {concat: [a, '-', {get_property: [vnf, flavour_id]}, '-', {token: ['x.y.z', '.', 1]}]}
                    flavour_id: {join: [[f, g], '_']}
                    flavour_description: {get_input: name}
                    descriptor_version: '1.0'
                    provider: P
                    product_name: N
                    software_version: '1.0'
                vdu:
                  type: tosca.nodes.nfv.Vdu.Compute
                  properties: {name: v, description: v, vdu_profile: {min_number_of_instances: 1, max_number_of_instances: 1}}
                  capabilities:
                    virtual_compute:
                      properties:
                        virtual_cpu: {num_virtual_cpu: {get_input: cpus}}
                        virtual_memory: {virtual_mem_size: 1 GiB}
            """));
        result.Errors.ShouldBeEmpty();
        result.VnfDescriptor!.DescriptorId.ShouldBe("a-f_g-y");
        result.VnfDescriptor.Flavours[0].Vdus[0].Compute.NumVirtualCpu.ShouldBe(3);
    }

    [Fact]
    public void Flavours_are_chosen_by_substitution_filter_too_and_a_double_is_refused()
    {
        string Df(string id) => Head + $"imports: [t.yaml]\ntopology_template:\n  substitution_mappings:\n    node_type: my.VNF\n    substitution_filter:\n      properties:\n        - flavour_id: [equal: {id}]\n";
        const string Types = Head + "node_types:\n  my.VNF:\n    derived_from: tosca.nodes.nfv.VNF\n    properties:\n      descriptor_id: {type: string, default: d}\n      descriptor_version: {type: string, default: '1'}\n      provider: {type: string, default: p}\n      product_name: {type: string, default: n}\n      software_version: {type: string, default: '1'}\n      flavour_id: {type: string, default: b}\n";
        const string Top = Head + "imports: [t.yaml, x.yaml, y.yaml]\ntopology_template:\n  inputs:\n    f: {type: string}\n  node_templates:\n    vnf:\n      type: my.VNF\n      properties:\n        flavour_id: {get_input: f}\n";
        var result = Read(Meta("top.yaml"), ("top.yaml", Top), ("t.yaml", Types), ("x.yaml", Df("a")), ("y.yaml", Df("b")));
        result.Errors.ShouldBeEmpty();
        result.VnfDescriptor!.FlavourIds.ShouldBe(["a", "b"]);
        result.VnfDescriptor.DefaultFlavourId.ShouldBe("b");

        Read(Meta("top.yaml"), ("top.yaml", Top), ("t.yaml", Types), ("x.yaml", Df("a")), ("y.yaml", Df("a"))).Errors.ShouldHaveSingleItem().Code.ShouldBe("TOSCA0315");
    }

    [Fact]
    public void A_package_uses_its_own_copy_of_the_etsi_types()
    {
        var result = Read(
            Meta("Definitions/a.yaml"),
            ("Definitions/a.yaml", Head + "imports: [etsi_nfv_sol001_vnfd_types.yaml]\ntopology_template:\n  node_templates:\n    vnf:\n      type: tosca.nodes.nfv.VNF\n"),
            ("Definitions/etsi_nfv_sol001_vnfd_types.yaml", Head + "node_types:\n  tosca.nodes.nfv.VNF:\n    derived_from: tosca.nodes.Root\n    properties:\n      descriptor_id: {type: string, default: own}\n      descriptor_version: {type: string, default: '1'}\n      provider: {type: string, default: p}\n      product_name: {type: string, default: n}\n      software_version: {type: string, default: '1'}\n      flavour_id: {type: string, default: f}\n"));
        result.Errors.ShouldBeEmpty();
        result.VnfDescriptor!.DescriptorId.ShouldBe("own");
    }

    [Fact]
    public void A_scaling_aspect_of_two_policies_is_an_error()
    {
        var df = File.ReadAllText(Path.Combine(Shared.Samples, "5g-core", "udr", "Definitions", "udr.yaml")).Replace("../Files", "Files", StringComparison.Ordinal);
        var from = df.IndexOf("    - scaling_aspects:", StringComparison.Ordinal);
        var to = df.IndexOf("    - ", from + 6, StringComparison.Ordinal);
        Read(("udr.yaml", df.Insert(to, df[from..to]))).Errors.ShouldHaveSingleItem().Code.ShouldBe("TOSCA0317");
    }

    [Fact]
    public void A_package_in_a_folder_of_its_zip_says_so()
    {
        var error = Read(("pkg/TOSCA-Metadata/TOSCA.meta", "Entry-Definitions: a.yaml\n"), ("pkg/a.yaml", Head)).Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe("TOSCA0013");
        error.Hint!.ShouldContain("'pkg'");
    }
}
