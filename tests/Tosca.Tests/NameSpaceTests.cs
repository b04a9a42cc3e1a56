using System.Text;
using NfvOrchestrator.Tosca.Packages;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Prefixes of imports: equal names of different files are different types.</summary>
public sealed class NameSpaceTests(ITestOutputHelper output)
{
    private const string Head = "tosca_definitions_version: tosca_simple_yaml_1_3\n";

    private PackageReadResult Read(string entry, params (string Path, string Text)[] others)
    {
        var result = PackageReader.Read(
            new MemoryPackage([("vnfd.yaml", Encoding.UTF8.GetBytes(Head + entry)), .. others.Select(o => (o.Path, Encoding.UTF8.GetBytes(Head + o.Text)))]),
            PackageReadOptions.Default with { EntryDefinitions = "vnfd.yaml" });
        output.WriteLine(string.Join('\n', result.Diagnostics));
        return result;
    }

    private static string Type(string property, string name = "box") => $"node_types:\n  {name}:\n    derived_from: tosca.nodes.Root\n    properties: {{{property}: {{type: integer, required: false}}}}\n";

    private static string Imports(params string[] prefixes) => "imports:\n" + string.Concat(prefixes.Select(p => p.Length == 1 ? $"  - {{file: {p}.yaml, namespace_prefix: {p}}}\n" : $"  - {p}\n"));

    private static string Nodes(params string[] nodes) => $"topology_template:\n  node_templates:\n{string.Concat(nodes.Select((n, i) => $"    n{i}: {n}\n"))}";

    [Fact]
    public void A_circle_of_imports_is_told_once_and_read_all_the_same()
    {
        var result = Read(Imports("first.yaml"), ("first.yaml", Imports("second.yaml") + Type("one")), ("second.yaml", Imports("first.yaml", "second.yaml")));
        result.Diagnostics.Where(d => d.Code == "TOSCA0119").Select(d => $"{d.Severity} {d.File}:{d.Line} {d.Message}").ShouldBe(
            ["Warning second.yaml:3 the import closes a circle: first.yaml → second.yaml → first.yaml", "Warning second.yaml:4 the file imports itself"]);
    }

    [Fact]
    public void Two_types_of_one_name_are_kept_apart()
    {
        var result = Read(Imports("a", "b") + Nodes("{type: 'a:box', properties: {one: 1}}", "{type: 'b:box', properties: {two: 2}}", "{type: 'a:box', properties: {two: 2}}"), ("a.yaml", Type("one")), ("b.yaml", Type("two")));
        result.Diagnostics.Where(d => d.Code is "TOSCA0203" or "TOSCA0201" or "TOSCA0206" or "TOSCA0207").ShouldBeEmpty();
        var wrong = result.Diagnostics.Single(d => d.Code == "TOSCA0233");
        (wrong.Line, wrong.Message).ShouldBe((9, "node 'n2' has the property 'two', which its type a:box does not define; it is not read"));
    }

    [Fact]
    public void A_file_means_its_own_types_and_those_it_imports()
    {
        var derived = Type("own", "crate").Replace("tosca.nodes.Root", "box", StringComparison.Ordinal);
        var result = Read(
            Imports("a", "b") + Type("mine") + Nodes("{type: 'a:crate', properties: {one: 1, own: 1}}", "{type: 'b:crate', properties: {two: 1, own: 1}}", "{type: box, properties: {mine: 1}}"),
            ("a.yaml", "imports: [c.yaml]\n" + derived), ("b.yaml", Type("two") + derived[derived.IndexOf('\n')..].TrimStart('\n')), ("c.yaml", Type("one")));
        result.Diagnostics.Where(d => d.Code is not "TOSCA0301").ShouldBeEmpty();
    }

    [Fact]
    public void A_name_without_prefix_that_two_imports_define_is_ambiguous()
    {
        var error = Read(Imports("a", "b") + Nodes("{type: box}", "{type: box}"), ("a.yaml", Type("one")), ("b.yaml", Type("two"))).Errors.Single(e => e.Code == "TOSCA0207");
        (error.Line, error.Message).ShouldBe((7, "'box' may be any of a:box, b:box"));
    }

    [Theory]
    [InlineData("'z:box'", "prefix 'z', which no import of this file declares")]
    [InlineData("'a:bin'", "the import with the prefix 'a' does not define 'bin'; that of b.yaml is taken")]
    [InlineData("box", "named without it")]
    public void Wrong_prefixes_are_told_and_the_only_type_is_meant(string type, string words)
    {
        var result = Read(Imports("a", "b") + Nodes($"{{type: {type}}}"), ("a.yaml", Type("one")), ("b.yaml", Type("two", "bin")));
        result.Diagnostics.Single(d => d.Code == "TOSCA0206").Message.ShouldContain(words);
        result.Diagnostics.ShouldNotContain(d => d.Code == "TOSCA0201");
    }

    [Fact]
    public void A_name_space_that_is_not_that_of_the_file_is_told() =>
        Read("imports:\n  - {file: a.yaml, namespace_prefix: a, namespace_uri: 'http://x/1'}\n", ("a.yaml", "namespace: http://x/2\n" + Type("one"))).Diagnostics.Single(d => d.Code == "TOSCA0206").Message.ShouldContain("'http://x/2'");

    [Fact]
    public void Types_of_etsi_keep_their_names_under_a_prefix()
    {
        var text = File.ReadAllText(Path.Combine(Shared.Samples, "minimal", "vnf", "minimal.yaml"));
        var prefixed = text.Replace("  - etsi_nfv_sol001_vnfd_types.yaml", "  - {file: etsi_nfv_sol001_vnfd_types.yaml, namespace_prefix: nfv}", StringComparison.Ordinal)
            .Replace("type: tosca.nodes.nfv.VduCp", "type: 'nfv:tosca.nodes.nfv.VduCp'", StringComparison.Ordinal);
        prefixed.ShouldNotBe(text);
        var result = PackageReader.Read(MemoryPackage.Of(prefixed));
        result.Errors.ShouldBeEmpty();
        result.Diagnostics.ShouldNotContain(d => d.Code == "TOSCA0206");
        result.VnfDescriptor!.Flavours[0].InternalCps.ShouldNotBeEmpty();
    }
}
