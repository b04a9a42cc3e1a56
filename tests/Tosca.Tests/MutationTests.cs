using NfvOrchestrator.Tosca.Packages;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>
/// Broken packages are results, never exceptions, and cost little. Some hundreds here; <c>tests/Benchmarks -- tosca-fuzz</c> does
/// ten thousand and more, with time and memory.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const long MaxAllocatedBytes = 400L * 1024 * 1024;

    [Theory]
    [InlineData(1000)]
    [InlineData(2000)]
    [InlineData(3000)]
    public void Mutated_packages_are_results(int from)
    {
        var roots = new List<string> { Shared.Samples };
        if (Shared.Folder is { } shared)
        {
            roots.Add(Path.Combine(shared, "descriptors"));
        }

        var packages = PackageCorpus.Load(roots);
        packages.Count.ShouldBeGreaterThan(20);
        var (accepted, most) = (0, 0L);
        for (var seed = from; seed < from + 100; seed++)
        {
            var bytes = new PackageMutator(seed).Mutate(packages[seed % packages.Count]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            PackageReadResult result;
            try
            {
                using var files = new ZipPackageFiles(new MemoryStream(bytes));
                result = PackageReader.Read(files);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
            }

            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            accepted += result.Ok ? 1 : 0;
            result.Diagnostics.ShouldAllBe(d => Diagnostics.DiagnosticCodes.All.ContainsKey(d.Code));
            result.Diagnostics.ShouldAllBe(d => d.Line >= 0 && d.Column >= 0);
            (result.Ok || result.Errors.Any()).ShouldBeTrue($"seed {seed}");
        }

        output.WriteLine($"{accepted} of 100 accepted; at most {most / 1024 / 1024} MiB allocated by one read, garbage included");
        most.ShouldBeLessThan(MaxAllocatedBytes);
    }
}
