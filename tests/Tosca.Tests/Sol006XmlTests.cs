using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Yaml;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>SOL006 in XML says the same as SOL006 in YAML.</summary>
public sealed partial class Sol006XmlTests(ITestOutputHelper output)
{
    private const string Name = "x.xml";

    [Theory]
    [InlineData("vnf", "firewall_vnfd.yaml")]
    [InlineData("ns", "firewall_nsd.yaml")]
    public void The_model_is_that_of_the_yaml(string folder, string file)
    {
        var directory = Path.Combine(Shared.Samples, "sol006", folder);
        var yaml = PackageReader.Read(new DirectoryPackageFiles(directory));
        yaml.Errors.ShouldBeEmpty();

        using var copy = new TemporaryDirectory();
        copy.Copy(directory);
        File.Delete(Path.Combine(copy.Path, file));
        var root = new YamlLoader(file, PackageReadOptions.Default, new DiagnosticBag(strict: false, limit: 20)).Load(File.ReadAllText(Path.Combine(directory, file)))!;
        copy.With(Path.ChangeExtension(file, ".xml"), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- of NETCONF -->\n" + Write(root));
        var xml = PackageReader.Read(new DirectoryPackageFiles(copy.Path));
        output.WriteLine(string.Join('\n', xml.Diagnostics));
        xml.Errors.ShouldBeEmpty();
        Json(xml).ShouldBe(Json(yaml));
        xml.Diagnostics.Select(d => (d.Code, d.Severity)).ShouldBe(yaml.Diagnostics.Select(d => (d.Code, d.Severity)), ignoreOrder: true);
        xml.Diagnostics.Where(d => d.Code == "TOSCA0502").ShouldAllBe(d => d.Line > 2 && d.Column > 0);
    }

    [Fact]
    public void A_single_file_and_a_configuration_of_netconf_are_read()
    {
        using var folder = new TemporaryDirectory().With("pnfd.xml", """
            <config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">
              <nfv xmlns="urn:etsi:nfv:yang:etsi-nfv-descriptors">
                <pnfd>
                  <id>p1</id><function-description>gateway</function-description><provider>P</provider><version>1.0</version><invariant-id>i</invariant-id><name>G</name>
                  <ext-cpd><id>up</id><layer-protocol>ethernet</layer-protocol><layer-protocol>ipv4</layer-protocol></ext-cpd>
                </pnfd>
              </nfv>
            </config>
            """);
        using var container = PackageContainer.Open(Path.Combine(folder.Path, "pnfd.xml"));
        var result = PackageReader.Read(container.Files, PackageReadOptions.Default with { EntryDefinitions = container.Entry });
        output.WriteLine(string.Join('\n', result.Diagnostics));
        result.Errors.ShouldBeEmpty();
        result.PnfDescriptor!.Name.ShouldBe("G");
    }

    [Theory]
    [InlineData("<nfv><vnfd><id>x</vnfd></nfv>", "TOSCA0509", 1)]
    [InlineData("<!DOCTYPE nfv [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<nfv><vnfd><id>&b;</id></vnfd></nfv>", "TOSCA0509", 1)]
    [InlineData("<!DOCTYPE nfv SYSTEM \"file:///etc/passwd\">\n<nfv/>", "TOSCA0509", 1)]
    [InlineData("<nfv>\n<vnfd>\n<df><id>d</id></df></vnfd></nfv>", "TOSCA0504", 2)]
    [InlineData("<nfv>\n<other/></nfv>", "TOSCA0301", 1)]
    public void Hostile_and_broken_xml_is_a_diagnostic(string text, string code, int line)
    {
        var result = PackageReader.Read(new MemoryPackage((Name, Encoding.UTF8.GetBytes(text))));
        output.WriteLine(string.Join('\n', result.Diagnostics));
        result.Errors.ShouldContain(e => e.Code == code && e.Line == line);
    }

    [Fact]
    public void Depth_and_size_are_bounded()
    {
        Code($"<nfv><vnfd>{string.Concat(Enumerable.Repeat("<a>", 100))}{string.Concat(Enumerable.Repeat("</a>", 100))}</vnfd></nfv>").ShouldBe("TOSCA0103");
        Code($"<nfv><vnfd>{string.Concat(Enumerable.Repeat("<a/>", 1_000_001))}</vnfd></nfv>").ShouldBe("TOSCA0104");
        Code($"<nfv><vnfd><a>{new string('x', 6 << 20)}</a></vnfd></nfv>").ShouldBeOneOf("TOSCA0102", "TOSCA0013");

        static string Code(string text) => PackageReader.Read(new MemoryPackage((Name, Encoding.UTF8.GetBytes(text)))).Errors.First().Code;
    }

    private static string Json(PackageReadResult result)
    {
        var json = result.VnfDescriptor is { } vnf ? JsonSerializer.Serialize(vnf, ToscaJsonContext.Default.VnfDescriptor) : JsonSerializer.Serialize(result.NsDescriptor!, ToscaJsonContext.Default.NsDescriptor);
        return Places().Replace(json, "").Replace(".xml", ".yaml", StringComparison.Ordinal);
    }

    private static string Write(YNode root)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in root.Entries)
        {
            Element(text, key.Value, value, " xmlns=\"urn:etsi:nfv:yang:etsi-nfv-descriptors\"");
        }

        return text.ToString();
    }

    private static void Element(StringBuilder text, string name, YNode value, string attributes = "")
    {
        if (value is YList list)
        {
            list.Values.ForEach(v => Element(text, name, v, attributes));
            return;
        }

        var local = name[(name.LastIndexOf(':') + 1)..];
        text.Append($"<{local}{attributes}>");
        if (value is YScalar scalar)
        {
            text.Append(SecurityElement.Escape(scalar.IsNull ? "" : scalar.Value));
        }

        foreach (var (key, item) in value.Entries)
        {
            Element(text.Append('\n'), key.Value, item);
        }

        text.Append($"</{local}>");
    }

    [GeneratedRegex("""\{"file":"[^"]*","line":\d+,"column":\d+\}""", RegexOptions.NonBacktracking)]
    private static partial Regex Places();
}
