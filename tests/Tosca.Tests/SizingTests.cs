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
}
