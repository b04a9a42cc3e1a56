using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Sizes at every level, from deltas, against counting step by step.</summary>
public sealed class SizingTests
{
    [Fact]
    public void Steps_added_one_by_one_give_the_same_as_the_aspect()
    {
        Prop.ForAll<byte[], byte[], byte>((deltas, steps, level) =>
        {
            var numbers = (deltas ?? []).Take(5).Select((n, i) => (Id: $"d{i}", Number: (int)n)).ToDictionary(p => p.Id, p => p.Number, StringComparer.Ordinal);
            var list = (steps ?? []).Take(6).Select(s => $"d{s % 6}").ToList();
            var aspect = new ScalingAspect
            {
                AspectId = "a",
                Name = "a",
                MaxScaleLevel = 255,
                StepDeltas = list,
                VduDeltas = [new VduDelta("v", numbers)],
                CpDeltas = [new CpDelta("c", numbers)],
                VirtualLinkDeltas = [new VirtualLinkDelta("l", numbers.ToDictionary(p => p.Key, p => new LinkBitrate(p.Value * 1000L, p.Value), StringComparer.Ordinal))],
            };

            // by hand: each step takes its delta, the last one repeats; without steps the first delta counts
            var expected = 0;
            for (var step = 0; step < level; step++)
            {
                var id = list.Count > 0 ? list[Math.Min(step, list.Count - 1)] : "d0";
                expected += numbers.GetValueOrDefault(id);
            }

            return aspect.InstancesAdded("v", level) == expected && aspect.CpInstancesAdded("c", level) == expected
                && aspect.BitrateAdded("l", level)! is { } bitrate && bitrate.RootBitsPerSecond == expected * 1000L && (bitrate.LeafBitsPerSecond ?? 0) == expected
                && aspect.InstancesAdded("w", level) == 0 && aspect.BitrateAdded("m", level) is null;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Levels_of_a_descriptor_are_initial_delta_plus_steps()
    {
        Prop.ForAll<byte, byte, ushort>((first, small, rest) =>
        {
            var (initial, one, two, level) = (first % 5, small % 4, rest % 7, rest / 7 % 4);
            var sizes = new[] { initial, initial + one, initial + one + two, initial + one + two + two };
            var text = File.ReadAllText(Path.Combine(Shared.Samples, "wrong", "min-over-max", "vnfd.yaml")).Replace("min_number_of_instances: 3, max_number_of_instances: 2", "min_number_of_instances: 0, max_number_of_instances: 100", StringComparison.Ordinal)
                + $$"""

                      policies:
                        - aspects:
                            type: tosca.policies.nfv.ScalingAspects
                            properties: {aspects: {grow: {name: g, description: g, max_scale_level: 3, step_deltas: [one, two, two]} } }
                        - deltas:
                            type: tosca.policies.nfv.VduScalingAspectDeltas
                            properties: {aspect: grow, deltas: {one: {number_of_instances: {{one}}}, two: {number_of_instances: {{two}}} } }
                            targets: [worker]
                        - initial:
                            type: tosca.policies.nfv.VduInitialDelta
                            properties: {initial_delta: {number_of_instances: {{initial}}} }
                            targets: [worker]
                        - levels:
                            type: tosca.policies.nfv.InstantiationLevels
                            properties: {levels: {l: {description: l, scale_info: {grow: {scale_level: {{level}}} } } }, default_level: l}
                    """;
            using var directory = new TemporaryDirectory().With("vnfd.yaml", text);
            var result = PackageReader.Read(new DirectoryPackageFiles(directory.Path));
            var flavour = result.VnfDescriptor?.Flavours[0];
            return flavour is not null && flavour.FindLevel("l")!.InstancesByVdu["worker"] == sizes[level] && flavour.FindVdu("worker")!.InitialDelta == initial
                && !result.Diagnostics.Any(d => d.Code is "TOSCA0312" or "TOSCA0314");
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Hostile_numbers_of_levels_links_rules_and_types_end_soon()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var head = File.ReadAllText(Path.Combine(Shared.Samples, "wrong", "min-over-max", "vnfd.yaml")).Replace("min_number_of_instances: 3", "min_number_of_instances: 1", StringComparison.Ordinal);
        string Many(int n, Func<int, string> line) => string.Concat(Enumerable.Range(0, n).Select(line));

        // 1,500 links and 3,000 levels that give each of them a bit rate
        Read(head + Many(1500, i => $"    l{i}: {{type: tosca.nodes.nfv.VnfVirtualLink, properties: {{connectivity_type: {{layer_protocols: [ipv4]}}, vl_profile: {{max_bitrate_requirements: {{root: 1}}, min_bitrate_requirements: {{root: 0}}}}}}}}\n")
            + "  policies:\n    - levels:\n        type: tosca.policies.nfv.InstantiationLevels\n        properties:\n          default_level: v0\n          levels:\n" + Many(3000, i => $"            v{i}: {{description: d}}\n")).Errors.ShouldContain(e => e.Code == "TOSCA0125");

        // every rule of one kind meets every rule of the other in one target
        Read(head + "  policies:\n" + Many(2000, i => $"    - p{i}: {{type: tosca.policies.nfv.{(i % 2 == 0 ? "A" : "AntiA")}ffinityRule, properties: {{scope: zone}}, targets: [worker]}}\n")).Errors.Where(e => e.Code != "TOSCA0314").ShouldBeEmpty();

        // 40 properties of a type of 40 properties of a type …: 40⁶ defaults
        var types = Many(6, i => $"  t{i}:\n    properties:\n" + Many(40, p => i == 5 ? $"      p{p}: {{type: string, default: d}}\n" : $"      p{p}: {{type: t{i + 1}, required: false}}\n"));
        Read(head.Replace("topology_template:", "data_types:\n" + types + "  conf:\n    derived_from: tosca.datatypes.nfv.VnfConfigurableProperties\n    properties:\n      x: {type: t0, required: false}\nnode_types:\n  my.VNF:\n    derived_from: tosca.nodes.nfv.VNF\n    properties:\n      configurable_properties: {type: conf, required: false}\ntopology_template:", StringComparison.Ordinal)
            .Replace("type: tosca.nodes.nfv.VNF\n", "type: my.VNF\n", StringComparison.Ordinal));
        Read("vnfd:\n  id: x\n  df: [{id: f}]\n  vdu:\n" + Many(3000, i => $"  - {{id: v{i}}}\n")).Errors.ShouldContain(e => e.Code == "TOSCA0125");

        // each of them was seconds to hours; the bound is generous because machines are loaded
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));

        static PackageReadResult Read(string text) => PackageReader.Read(new MemoryPackage(("vnfd.yaml", System.Text.Encoding.UTF8.GetBytes(text))));
    }
}
