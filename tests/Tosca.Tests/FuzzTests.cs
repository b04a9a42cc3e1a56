using System.Diagnostics;
using System.Text;
using NfvOrchestrator.Tosca.Packages;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Mutated descriptors never throw and never hang. Seeded: a failure can be repeated.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly string[] s_files = ["5g-core/upf/Definitions/df_small.yaml", "5g-core/udr/Definitions/udr.yaml", "minimal/vnf/minimal.yaml", "5g-core/ns-5gc/Definitions/ns_5gc.yaml"];

    private static readonly string[] s_splices = ["[", "]", "{", "}", ": ", "\t", "&a ", "*a ", "- ", "|\n", "'", "\"", "%", "!!x ", "<<: *a\n", "\0", "\uFEFF", "get_input: x", "99999999999999999999", "-1", "? ", "#", "null", "\n\n---\n"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mutated_descriptors_are_results(int seed)
    {
        var random = new Random(seed);
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < 150; i++)
        {
            var text = new StringBuilder(File.ReadAllText(Path.Combine(Shared.Samples, s_files[random.Next(s_files.Length)])));
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(3))
                {
                    case 0:
                        text.Insert(at, s_splices[random.Next(s_splices.Length)]);
                        break;
                    case 1:
                        text.Remove(at, Math.Min(random.Next(1, 60), text.Length - at));
                        break;
                    default:
                        text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 200), text.Length - at)));
                        break;
                }
            }

            var watch = Stopwatch.StartNew();
            var result = PackageReader.Read(new MemoryPackage(("x.yaml", Encoding.UTF8.GetBytes(text.ToString()))));
            slowest = slowest > watch.Elapsed ? slowest : watch.Elapsed;
            (result.Ok || result.Errors.Any()).ShouldBeTrue();
        }

        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Functions_that_multiply_end_soon()
    {
        var text = new StringBuilder("tosca_definitions_version: tosca_simple_yaml_1_3\ntopology_template:\n  node_templates:\n    vnf:\n      type: tosca.nodes.nfv.VNF\n      properties:\n        p0: x\n");
        for (var i = 1; i < 40; i++)
        {
            text.Append($"        p{i}: {{concat: [{string.Join(", ", Enumerable.Repeat($"{{get_property: [vnf, p{i - 1}]}}", 50))}]}}\n");
        }

        text.Append("        descriptor_id: {get_property: [vnf, p39]}\n        provider: {get_property: [vnf, p20]}\n");
        // every evaluation allocates: what the reading allocates is its work, however busy the machine is
        var before = GC.GetAllocatedBytesForCurrentThread();
        PackageReader.Read(new MemoryPackage(("x.yaml", Encoding.UTF8.GetBytes(text.ToString())))).Ok.ShouldBeFalse();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{allocated / 1e6:F0} MB allocated");
        allocated.ShouldBeLessThan(200_000_000);
    }

    [Fact]
    public void Endless_scale_levels_and_encodings_are_answered()
    {
        var aspects = new Model.ScalingAspect
        {
            AspectId = "a",
            Name = "a",
            MaxScaleLevel = int.MaxValue,
            StepDeltas = ["one", "two"],
            VduDeltas = [new Model.VduDelta("v", new Dictionary<string, int>(StringComparer.Ordinal) { ["one"] = 1, ["two"] = 2 })],
        };
        aspects.InstancesAdded("v", 0).ShouldBe(0);
        aspects.InstancesAdded("v", 1).ShouldBe(1);
        aspects.InstancesAdded("v", 4).ShouldBe(7);
        aspects.InstancesAdded("v", int.MaxValue).ShouldBe(int.MaxValue);
        aspects.InstancesAdded("w", 3).ShouldBe(0);
        PackageReader.Read(new MemoryPackage(("x.yaml", [0x61, 0x3a, 0x20, 0xff, 0xfe]))).Errors.First().Code.ShouldBe("TOSCA0101");
        PackageReader.Read(new MemoryPackage(("x.yaml", Encoding.UTF8.GetBytes(new string('[', 100_000))))).Errors.First().Code.ShouldBe("TOSCA0103");
        PackageReader.Read(new MemoryPackage(("x.yaml", new byte[6 << 20]))).Errors.First().Code.ShouldBe("TOSCA0102");
    }

    [Fact]
    public void Levels_piled_up_by_aliases_or_functions_are_bounded()
    {
        var text = new StringBuilder("tosca_definitions_version: tosca_simple_yaml_1_3\ndsl_definitions:\n");
        for (var i = 0; i < 2000; i++)
        {
            text.Append($"  a{i}: &a{i} {(i == 0 ? "[x]" : $"[[[*a{i - 1}]]]")}\n");
        }

        PackageReader.Read(new MemoryPackage(("x.yaml", Encoding.UTF8.GetBytes(text.ToString())))).Errors.First().Code.ShouldBe("TOSCA0103");

        var vnf = File.ReadAllText(Path.Combine(Shared.Samples, "minimal", "vnf", "minimal.yaml"));
        var nested = new StringBuilder("      properties:\n");
        for (var i = 0; i < 200; i++)
        {
            var inner = i == 0 ? "x" : $"{{get_property: [vnf, q{i - 1}]}}";
            nested.Append($"        {(i == 199 ? "configurable_properties" : $"q{i}")}: {string.Concat(Enumerable.Repeat("{k: ", 40))}{inner}{new string('}', 40)}\n");
        }

        text = new StringBuilder(vnf.Replace("      type: nfvorchestrator.minimal.VNF\n", "      type: nfvorchestrator.minimal.VNF\n" + nested, StringComparison.Ordinal));
        var result = PackageReader.Read(new MemoryPackage(("x.yaml", Encoding.UTF8.GetBytes(text.ToString()))));
        result.Errors.ShouldBeEmpty();
        var json = System.Text.Json.JsonSerializer.Serialize(result.VnfDescriptor!, Model.ToscaJsonContext.Default.VnfDescriptor);
        System.Text.Json.JsonSerializer.Deserialize(json, Model.ToscaJsonContext.Default.VnfDescriptor).ShouldNotBeNull();
    }
}
