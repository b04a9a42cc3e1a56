using System.Text;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>The built-in editions of SOL001 say what the published files say, and a package gets the edition that it names.</summary>
public sealed class EditionTests
{
    private static readonly (string Section, TypeKind Kind)[] s_sections =
    [
        ("data_types", TypeKind.Data), ("artifact_types", TypeKind.Artifact), ("capability_types", TypeKind.Capability), ("relationship_types", TypeKind.Relationship),
        ("interface_types", TypeKind.Interface), ("node_types", TypeKind.Node), ("group_types", TypeKind.Group), ("policy_types", TypeKind.Policy),
    ];

    /// <summary>Before there was a common file, the NSD and PNFD files of 2.5.1 and 2.6.1 repeat types of the VNFD file, some with other details: the VNFD file's count, for the members and targets of all.</summary>
    private static readonly HashSet<string> s_repeated = new(StringComparer.Ordinal)
    {
        "tosca.datatypes.nfv.CpProtocolData", "tosca.capabilities.nfv.VirtualLinkable", "tosca.nodes.nfv.Cp", "tosca.policies.nfv.SecurityGroupRule",
        "tosca.groups.nfv.PlacementGroup", "tosca.policies.nfv.AffinityRule", "tosca.policies.nfv.AntiAffinityRule",
    };

    public static TheoryData<string> Editions => [.. SolEdition.All.Select(e => e.ToString())];

    [SkippableTheory]
    [MemberData(nameof(Editions))]
    public void An_edition_is_what_was_published(string edition)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Shared.Descriptor("."))!, "..", "etsi", "sol001", edition);
        Skip.IfNot(Directory.Exists(folder), $"the published files are absent ({folder})");
        var types = BuiltInTypes.For(SolEdition.VersionIn(edition));
        var diagnostics = new Diagnostics.DiagnosticBag(strict: false, limit: 100);
        var published = new HashSet<(TypeKind, string)>();
        foreach (var file in new[] { "common", "vnfd", "pnfd", "nsd" }.Select(f => Path.Combine(folder, $"etsi_nfv_sol001_{f}_types.yaml")).Where(File.Exists))
        {
            var root = new YamlLoader(file, PackageReadOptions.Default, diagnostics).Load(File.ReadAllText(file).Replace("\t", "  ", StringComparison.Ordinal)).ShouldNotBeNull();
            foreach (var (section, kind) in s_sections)
            {
                foreach (var (name, body) in root[section].OrEmpty())
                {
                    var first = published.Add((kind, name.Value));
                    var ours = types.Find(kind, name.Value).ShouldNotBeNull($"{file}: {name.Value}");
                    ours.Name.ShouldBe(name.Value);
                    if (edition is not ("2.5.1" or "2.6.1") || !s_repeated.Contains(name.Value))
                    {
                        Canonical(kind, ours.Body).ShouldBe(Canonical(kind, body), $"{Path.GetFileName(file)}: {name.Value}");
                    }
                    else
                    {
                        (body["targets"] ?? body["members"])?.Items.Select(i => i.Text).ShouldBeSubsetOf(ours.Allowed, name.Value);
                        if (first)
                        {
                            body["properties"].OrEmpty().Select(p => p.Key.Value).ShouldBe(ours.Body["properties"].OrEmpty().Select(p => p.Key.Value), name.Value);
                        }
                    }
                }
            }
        }

        published.Count.ShouldBeGreaterThan(80);
        foreach (var (_, kind) in s_sections)
        {
            types.Names(kind).Where(n => n.Contains(".nfv.", StringComparison.Ordinal) && !published.Contains((kind, n))).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("https://forge.etsi.org/rep/nfv/SOL001/raw/v3.3.1/etsi_nfv_sol001_vnfd_types.yaml", "3.3.1")]
    [InlineData("etsi_nfv_sol001_vnfd_2_5_1_types.yaml", "2.5.1")]
    [InlineData("etsi_nfv_sol001_nsd_types_v4.4.1.yaml", "4.4.1")]
    [InlineData("types/2.6.3/etsi_nfv_sol001_common_types.yaml", "2.6.3")]
    [InlineData("etsi_nfv_sol001_vnfd_types.yaml", null)]
    public void An_import_names_its_edition(string import, string? edition)
    {
        SolEdition.IsWellKnown(import).ShouldBeTrue();
        SolEdition.VersionIn(import)?.ToString().ShouldBe(edition);
    }

    [Fact]
    public void The_edition_before_stands_for_one_that_is_not_built_in()
    {
        new SolEdition(2, 6, 3).Nearest().ToString().ShouldBe("2.6.1");
        new SolEdition(5, 1, 1).Nearest().ToString().ShouldBe("4.4.1");
        new SolEdition(2, 3, 1).Nearest().ToString().ShouldBe("2.5.1");
        BuiltInTypes.For(new SolEdition(2, 6, 3)).ShouldBeSameAs(BuiltInTypes.For(new SolEdition(2, 6, 1)), "compiled once per process");
    }

    [Theory]
    [InlineData("v3.5.1", true)]
    [InlineData("v3.6.1", false)]
    public void A_package_is_held_to_the_edition_that_it_imports(string version, bool known)
    {
        // sw_image_data left the VDU with 3.6.1
        var text = File.ReadAllText(Path.Combine(Shared.Samples, "minimal", "vnf", "minimal.yaml"));
        // 2.7.1 has no policies over indicators yet
        text = text[..text.IndexOf("  policies:", StringComparison.Ordinal)];
        var at = text.IndexOf("etsi_nfv_sol001_vnfd_types.yaml", StringComparison.Ordinal);
        var line = text.LastIndexOf('\n', at) + 1;
        var indent = text[line..at];
        indent = indent[..(indent.IndexOf('-', StringComparison.Ordinal) + 2)];
        text = text[..line] + $"{indent}https://forge.etsi.org/rep/nfv/SOL001/raw/{version}/etsi_nfv_sol001_vnfd_types.yaml" + text[text.IndexOf('\n', at)..];
        text = text.Replace("vdu_profile:", "sw_image_data: {name: a, version: '1', checksum: {algorithm: sha-256, hash: ab}, container_format: bare, disk_format: raw, min_disk: 1 GB, size: 1 GB}\n        vdu_profile:", StringComparison.Ordinal);
        using var directory = new TemporaryDirectory().With("minimal.yaml", text);
        var result = PackageReader.Read(new DirectoryPackageFiles(directory.Path));
        result.Errors.ShouldBeEmpty();
        result.Diagnostics.Any(d => d.Code == "TOSCA0233" && d.Message.Contains("sw_image_data", StringComparison.Ordinal)).ShouldBe(!known, string.Join('\n', result.Diagnostics));
    }

    private static string Canonical(TypeKind kind, YNode body)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in body.Entries.Where(e => e.Key.Value is not ("description" or "operations" or "notifications") && !IsEmpty(e.Value)).OrderBy(e => e.Key.Value, StringComparer.Ordinal))
        {
            if (kind == TypeKind.Interface && key.Value is not "derived_from")
            {
                continue;
            }

            text.Append(key.Value).Append(": ");
            if (key.Value is "properties" or "attributes")
            {
                foreach (var (name, schema) in value.Entries.OrderBy(e => e.Key.Value, StringComparer.Ordinal))
                {
                    text.Append("\n  ").Append(name.Value).Append(' ').Append(Schema(schema));
                }
            }
            else
            {
                text.Append(Plain(value));
            }

            text.Append('\n');
        }

        if (kind == TypeKind.Interface)
        {
            foreach (var (name, operation) in TypeBuilder.Operations(body).OrderBy(o => o.Key.Value, StringComparer.Ordinal))
            {
                text.Append(name.Value).Append(": ");
                foreach (var (input, schema) in operation["inputs"].OrEmpty().OrderBy(e => e.Key.Value, StringComparer.Ordinal))
                {
                    text.Append(input.Value).Append(' ').Append(Schema(schema)).Append("; ");
                }

                text.Append('\n');
            }
        }

        return text.ToString();

        static bool IsEmpty(YNode node) => node.IsNull || node is YMap { Pairs.Count: 0 };
    }

    private static string Schema(YNode schema) => schema is YScalar
        ? $"type={schema.Text}"
        : string.Join(' ', schema.Entries.Where(e => e.Key.Value is not "description" && !(e.Key.Value is "required" && e.Value.Text is "true")).OrderBy(e => e.Key.Value, StringComparer.Ordinal)
            .Select(e => $"{e.Key.Value}={(e.Key.Value is "entry_schema" or "key_schema" ? $"({Schema(e.Value)})" : Plain(e.Value))}"));

    private static string Plain(YNode node) => node switch
    {
        YMap map => $"{{{string.Join(", ", map.Pairs.Where(p => p.Key.Value is not "description").OrderBy(p => p.Key.Value, StringComparer.Ordinal).Select(p => $"{p.Key.Value}: {Plain(p.Value)}"))}}}",
        YList list => $"[{string.Join(", ", list.Values.Select(Plain))}]",
        _ => node.Text ?? "{}",
    };
}
