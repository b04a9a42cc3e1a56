using System.Diagnostics;
using System.Globalization;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Tests;

namespace NfvOrchestrator.Benchmarks.Tosca;

/// <summary>
/// Deterministic mutations of real packages: never an exception, more than two seconds of CPU, or more than 200 MB. Exits with 1
/// and the seed when one of them is.
/// </summary>
internal static class ToscaFuzz
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    public static Task RunAsync(string[] arguments)
    {
        var count = Number(arguments, "--count", 10_000);
        var first = Number(arguments, "--seed", 1);
        var roots = new List<string> { Path.GetFullPath("tosca-samples") };
        if (ToscaBenchmark.SharedFolder() is { } shared)
        {
            roots.Add(Path.Combine(shared, "descriptors"));
        }

        var packages = PackageCorpus.Load(roots);
        Console.WriteLine($"tosca-fuzz: {count} mutations of {packages.Count} packages from seed {first}");
        var (accepted, failures, codes) = (0, 0, new SortedDictionary<string, int>(StringComparer.Ordinal));
        var (slowest, slowestSeed, most, mostSeed, live) = (TimeSpan.Zero, 0, 0L, 0, 0L);
        var total = Stopwatch.StartNew();
        for (var seed = first; seed < first + count; seed++)
        {
            var bytes = new PackageMutator(seed).Mutate(packages[seed % packages.Count]);
            var (cpu, allocated) = (Cpu(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                using var files = new ZipPackageFiles(new MemoryStream(bytes));
                var result = PackageReader.Read(files);
                accepted += result.Ok ? 1 : 0;
                foreach (var code in result.Diagnostics.Select(d => d.Code).Distinct(StringComparer.Ordinal))
                {
                    codes[code] = codes.GetValueOrDefault(code) + 1;
                }
            }
            catch (Exception e)
            {
                failures++;
                Console.WriteLine($"seed {seed}: {e.GetType().Name}: {e.Message}\n{e.StackTrace?.Split('\n').FirstOrDefault()}");
            }

            var (took, used) = (Cpu() - cpu, GC.GetAllocatedBytesForCurrentThread() - allocated);
            if (took > slowest)
            {
                (slowest, slowestSeed) = (took, seed);
            }

            if (used > most)
            {
                (most, mostSeed) = (used, seed);
            }

            live = Math.Max(live, GC.GetTotalMemory(forceFullCollection: false));
            if (took > s_limit)
            {
                failures++;
                Console.WriteLine($"seed {seed}: {took.TotalSeconds:F1} s of CPU");
            }
        }

        using var self = Process.GetCurrentProcess();
        var peak = self.PeakWorkingSet64 / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} mutations in {total.Elapsed.TotalSeconds:F0} s: {accepted} accepted, {count - accepted} refused, {failures} failures"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slowest {slowest.TotalMilliseconds:F0} ms of CPU (seed {slowestSeed}); most allocated by one read, garbage included, {most / 1e6:F0} MB (seed {mostSeed}); peak heap {live / 1e6:F0} MB, peak resident memory of the process {peak:F0} MB"));
        Console.WriteLine("findings by code: " + string.Join(", ", codes.Select(c => $"{c.Key} {c.Value}")));
        if (failures > 0 || live > 200e6)
        {
            throw new InvalidOperationException($"{failures} failures, {live / 1e6:F0} MB at most");
        }

        return Task.CompletedTask;
    }

    private static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static int Number(string[] arguments, string name, int otherwise)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length && int.TryParse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
    }
}
