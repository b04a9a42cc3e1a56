using System.Diagnostics;
using System.Text;
using NfvOrchestrator.Tosca.Packages;
using Xunit.Abstractions;
using YamlDotNet.Core;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Cost grows with the size of the descriptor, not with its square.</summary>
public sealed class GrowthTests(ITestOutputHelper output)
{
    [Fact]
    public void Time_grows_about_linearly_with_the_number_of_vdus()
    {
        Measure(100);
        var (hundred, _) = Measure(100);
        var (thousand, events) = Measure(1000);
        output.WriteLine($"100 VDUs {hundred.TotalMilliseconds:F1} ms, 1000 VDUs {thousand.TotalMilliseconds:F1} ms, of which YamlDotNet events alone {events.TotalMilliseconds:F1} ms");

        // generous: the machine is shared, a square would be 100 times
        thousand.ShouldBeLessThan(hundred * 40 + TimeSpan.FromMilliseconds(50));
    }

    private static (TimeSpan Read, TimeSpan Events) Measure(int vdus)
    {
        var text = new StringBuilder(File.ReadAllText(Path.Combine(Shared.Samples, "wrong", "min-over-max", "vnfd.yaml")).Replace("min_number_of_instances: 3", "min_number_of_instances: 1", StringComparison.Ordinal));
        for (var i = 0; i < vdus; i++)
        {
            text.Append($"    w{i}:\n      type: tosca.nodes.nfv.Vdu.Compute\n      properties: {{name: w{i}, description: one of many, vdu_profile: {{min_number_of_instances: 1, max_number_of_instances: 4}}}}\n")
                .Append("      capabilities:\n        virtual_compute:\n          properties:\n            virtual_cpu: {num_virtual_cpu: 2}\n            virtual_memory: {virtual_mem_size: 2 GiB}\n")
                .Append($"    p{i}:\n      type: tosca.nodes.nfv.VduCp\n      properties: {{layer_protocols: [ipv4]}}\n      requirements:\n        - virtual_binding: w{i}\n        - virtual_link: inside\n");
        }

        using var directory = new TemporaryDirectory().With("vnfd.yaml", text.ToString());
        var files = new DirectoryPackageFiles(directory.Path);
        var best = (Read: TimeSpan.MaxValue, Events: TimeSpan.MaxValue);
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            var result = PackageReader.Read(files);
            var read = watch.Elapsed;
            result.Errors.ShouldBeEmpty();
            result.VnfDescriptor!.Flavours[0].Vdus.Count.ShouldBe(vdus + 1);
            watch.Restart();
            var parser = new Parser(new StringReader(text.ToString()));
            while (parser.MoveNext())
            {
                // events only
            }

            best = (read < best.Read ? read : best.Read, watch.Elapsed < best.Events ? watch.Elapsed : best.Events);
        }

        return best;
    }
}
