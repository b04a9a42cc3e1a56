using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Copies of the ETSI files are read once per process: the second package is told the same as the first, and gets its own types where it has some.</summary>
public sealed class CarriedTypesTests
{
    private const string Entry = "vnfd.yaml";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_found_in_a_copy_is_told_to_every_package_that_carries_it(bool strictFirst)
    {
        // a flow that is not indented deeper than its key (text), an unknown key (types)
        var copy = Types($"      flavours: {{type: string, required: false, constraints: [{{valid_values: [a,\n      b]}}]}}\n      note: {{type: string, requird: false}}\n# {strictFirst}\n");
        var first = Read(copy, strictFirst);
        var second = Read(copy, !strictFirst);
        var (lenient, strict) = strictFirst ? (second, first) : (first, second);
        foreach (var code in new[] { "TOSCA0108", "TOSCA0122" })
        {
            var told = lenient.Diagnostics.Where(d => d.Code == code).ShouldHaveSingleItem();
            told.Severity.ShouldBe(Severity.Warning);
            strict.Diagnostics.Where(d => d.Code == code).ShouldHaveSingleItem().ShouldBe(told with { Severity = Severity.Error });
        }

        Read(copy, strict: false).Diagnostics.ShouldBe(lenient.Diagnostics);
    }

    [Fact]
    public void A_type_that_the_package_defines_again_is_still_its_own()
    {
        var copy = Types("      note: {type: string, required: false}\n");
        var own = "data_types:\n  test.carried.Data:\n    properties:\n      count: {type: integer}\n";
        var value = "      test_data: {note: x}\n";
        Codes(Read(copy, strict: false, value: value)).ShouldNotContain("TOSCA0233");
        var redefined = Read(copy, strict: false, own, value);
        redefined.Diagnostics.Where(d => d.Code == "TOSCA0203").ShouldHaveSingleItem().File.ShouldBe("etsi_nfv_sol001_vnfd_types.yaml");
        Codes(redefined).ShouldContain("TOSCA0233");
        Codes(Read(copy, strict: false, value: value)).ShouldNotContain("TOSCA0233");
    }

    [Fact]
    public void A_copy_that_needs_types_of_the_package_finds_them()
    {
        var copy = Types("      note: {type: test.own.Note, required: false}\n");
        var without = Read(copy, strict: false);
        without.Errors.ShouldContain(e => e.Code == "TOSCA0201" && e.Message.Contains("test.own.Note", StringComparison.Ordinal));
        Codes(Read(copy, strict: false, "data_types:\n  test.own.Note:\n    derived_from: string\n")).ShouldNotContain("TOSCA0201");
        Read(copy, strict: false).Diagnostics.ShouldBe(without.Diagnostics);
    }

    private static IEnumerable<string> Codes(PackageReadResult result) => result.Diagnostics.Select(d => d.Code);

    private static string Types(string properties) =>
        $"tosca_definitions_version: tosca_simple_yaml_1_3\ndata_types:\n  test.carried.Data:\n    derived_from: tosca.datatypes.Root\n    properties:\n{properties}";

    private static PackageReadResult Read(string copy, bool strict, string own = "", string value = "")
    {
        var text = "tosca_definitions_version: tosca_simple_yaml_1_3\nimports: [etsi_nfv_sol001_vnfd_types.yaml]\n" + own
            + "node_types:\n  test.carried.VNF:\n    derived_from: tosca.nodes.nfv.VNF\n    properties:\n      test_data: {type: test.carried.Data, required: false}\n"
            + "topology_template:\n  node_templates:\n    vnf:\n      type: test.carried.VNF\n      properties:\n        flavour_id: simple\n" + value.Replace("      ", "        ", StringComparison.Ordinal);
        return PackageReader.Read(
            new MemoryPackage((Entry, Encoding.UTF8.GetBytes(text)), ("etsi_nfv_sol001_vnfd_types.yaml", Encoding.UTF8.GetBytes(copy))),
            PackageReadOptions.Default with { Strict = strict, EntryDefinitions = Entry });
    }
}
