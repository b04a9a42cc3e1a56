using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Change history, licences, tests; other definitions; metadata of templates.</summary>
public sealed class PaperworkTests
{
    private static readonly string s_vnfd = File.ReadAllText(Path.Combine(Shared.Samples, "minimal", "vnf", "minimal.yaml"));

    private static PackageReadResult Read(string meta, params (string Path, string Text)[] files) => PackageReader.Read(new MemoryPackage(
        [.. files.Select(f => (f.Path, Encoding.UTF8.GetBytes(f.Text))), ("vnfd.yaml", Encoding.UTF8.GetBytes(s_vnfd)), ("Files/images/vnf.img", "x"u8.ToArray()), ("TOSCA-Metadata/TOSCA.meta", Encoding.UTF8.GetBytes($"TOSCA-Meta-File-Version: 1.1\nCSAR-Version: 1.1\nCreated-By: x\nEntry-Definitions: vnfd.yaml\n{meta}"))]));

    [Fact]
    public void A_missing_change_history_is_told_and_tolerated()
    {
        var result = Read("");
        result.Ok.ShouldBeTrue();
        var told = result.Diagnostics.Single(d => d.Code == "TOSCA0034");
        (told.Severity, told.File, told.Clause).ShouldBe((Severity.Warning, "TOSCA-Metadata/TOSCA.meta", "SOL004 §4.3.3"));
        (string, byte[])[] files = [("vnfd.yaml", Encoding.UTF8.GetBytes(s_vnfd)), ("Files/images/vnf.img", "x"u8.ToArray())];
        PackageReader.Read(new MemoryPackage([.. files, ("vnfd.mf", "metadata:\n"u8.ToArray())])).Diagnostics.Single(d => d.Code == "TOSCA0034").Hint.ShouldBe("add ChangeLog.txt at the root");

        // without any paperwork the missing manifest says it all
        PackageReader.Read(new MemoryPackage(files)).Diagnostics.Select(d => d.Code).ShouldBe(["TOSCA0014"]);
    }

    [Fact]
    public void Paperwork_without_its_entry_is_told()
    {
        var result = Read("", ("ChangeLog.txt", "x"), ("Files/Licenses/gpl.txt", "x"), ("Files/Tests/run.sh", "x"));
        result.Diagnostics.Where(d => d.Code == "TOSCA0034").Select(d => d.Hint).ShouldBe([
            "add the line 'ETSI-Entry-Change-Log: ChangeLog.txt'", "add the line 'ETSI-Entry-Licenses: Files/Licenses'", "add the line 'ETSI-Entry-Tests: Files/Tests'"], ignoreOrder: true);
        Read("ETSI-Entry-Change-Log: ChangeLog.txt\nETSI-Entry-Licenses: Files/Licenses\nETSI-Entry-Tests: Files/Tests\n", ("ChangeLog.txt", "x"), ("Files/Licenses/gpl.txt", "x"), ("Files/Tests/run.sh", "x")).Diagnostics.ShouldNotContain(d => d.Code == "TOSCA0034");
    }

    [Fact]
    public void An_entry_for_what_is_not_there_is_told_once() =>
        Read("ETSI-Entry-Change-Log: ChangeLog.txt\n").Diagnostics.Where(d => d.Code is "TOSCA0022" or "TOSCA0034").ShouldHaveSingleItem().Code.ShouldBe("TOSCA0022");

    [Fact]
    public void Packing_names_what_is_there()
    {
        using var folder = new TemporaryDirectory();
        folder.Copy(Path.Combine(Shared.Samples, "minimal/vnf"));
        folder.With("ChangeLog.txt", "first").With("Licenses/a.txt", "x").With("Tests/b.txt", "x");
        using var csar = new MemoryStream();
        CsarPacker.Pack(folder.Path, csar);
        var meta = Encoding.UTF8.GetString(ZipBuilder.Unzip(csar.ToArray())["TOSCA-Metadata/TOSCA.meta"]);
        meta.ShouldContain("ETSI-Entry-Change-Log: ChangeLog.txt\nETSI-Entry-Licenses: Licenses\nETSI-Entry-Tests: Tests\n");
    }

    [Fact]
    public void Other_definitions_are_compiled_and_checked()
    {
        var result = Read("Other-Definitions: other.yaml\n", ("other.yaml", "tosca_definitions_version: tosca_simple_yaml_1_3\ntopology_template:\n  node_templates:\n    x: {type: tosca.nodes.Nothing}\n"));
        var error = result.Errors.ShouldHaveSingleItem();
        (error.Code, error.File, error.Line).ShouldBe(("TOSCA0201", "other.yaml", 4));
    }

    [Fact]
    public void Other_definitions_may_describe_further_flavours_but_not_the_same_again()
    {
        var result = Read("Other-Definitions: other.yaml\n", ("other.yaml", s_vnfd.Replace("node_types:", "x_types:", StringComparison.Ordinal)));
        result.Diagnostics.ShouldContain(d => d.Code == "TOSCA0118" && d.File == "other.yaml" && d.Severity == Severity.Warning);
        result.Diagnostics.ShouldNotContain(d => d.Code == "TOSCA0315");
        result.VnfDescriptor!.Flavours.ShouldHaveSingleItem();
        Read("Other-Definitions: picture.png\n", ("picture.png", "x")).Diagnostics.ShouldContain(d => d.Code == "TOSCA0118");
    }

    [Theory]
    [InlineData("metadata: {template_name: a, template_author: b, template_version: 1.0.2.beta-3}", null)]
    [InlineData("template_version: 2.1", null)]
    [InlineData("metadata: {template_version: one}", "major.minor")]
    [InlineData("metadata: {template_version: '1'}", "major.minor")]
    [InlineData("metadata: {template_name: [a]}", "must be a text")]
    [InlineData("metadata: [a]", "must be a map of texts")]
    [InlineData("metadata: {template_autor: me}", "did you mean 'template_author'?")]
    [InlineData("template_author: {a: b}", "must be a text")]
    public void Metadata_of_templates_are_checked(string line, string? words)
    {
        var told = PackageReader.Read(MemoryPackage.Of(s_vnfd + "\n" + line + "\n")).Diagnostics.Where(d => d.Code == "TOSCA0117").ToList();
        told.Count.ShouldBe(words is null ? 0 : told.Count);
        (words is null || told.Exists(d => d.ToString().Contains(words, StringComparison.Ordinal))).ShouldBeTrue(string.Join('\n', told));
    }

    [Fact]
    public void A_list_of_one_is_its_entry_where_one_value_is_expected()
    {
        var text = s_vnfd.Replace("num_virtual_cpu: 1", "num_virtual_cpu: [1]", StringComparison.Ordinal);
        text.ShouldNotBe(s_vnfd);
        var result = PackageReader.Read(MemoryPackage.Of(text));
        result.Errors.ShouldBeEmpty();
        result.Diagnostics.Single(d => d.Code == "TOSCA0231").Severity.ShouldBe(Severity.Warning);
        result.VnfDescriptor!.Flavours[0].Vdus[0].Compute.NumVirtualCpu.ShouldBe(1);
        PackageReader.Read(MemoryPackage.Of(s_vnfd.Replace("num_virtual_cpu: 1", "num_virtual_cpu: [1, 2]", StringComparison.Ordinal))).Errors.ShouldContain(e => e.Code == "TOSCA0231");
    }
}
