using System.Diagnostics;
using System.Globalization;
using System.Text;
using NfvOrchestrator.Tosca.Packages;
using YamlDotNet.Core;

namespace NfvOrchestrator.Benchmarks.Tosca;

/// <summary>
/// Reading descriptors: against the time that YamlDotNet needs for plain events of the same files, against Debian's
/// python3-tosca-parser, by size, and in memory. All in one run, CPU time, best of many rounds, so that ratios hold on a busy machine.
/// </summary>
internal static class ToscaBenchmark
{
    private const int Lines2000 = 27;
    private const string Meta = "TOSCA-Meta-File-Version: 1.0\nCSAR-Version: 1.1\nCreated-By: benchmark\nEntry-Definitions: Definitions/vnfd.yaml\n";
    private const string Url = "https://forge.etsi.org/rep/nfv/SOL001/raw/v3.3.1/etsi_nfv_sol001_vnfd_types.yaml";

    public static async Task RunAsync(string[] arguments)
    {
        if (arguments is ["memory", var file])
        {
            ReadForMemory(file);
            return;
        }

        Console.WriteLine($"tosca: {Environment.ProcessorCount} processors, .NET {Environment.Version}, load {(File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "?")}");
        var own = VnfdText.Write(Lines2000, Url);
        var cold = Cpu(() => Check(Read(Package(("vnfd.yaml", own)))));
        Console.WriteLine($"first read in the process (code and types of one edition are compiled): {cold.TotalMilliseconds:F0} ms of CPU");
        var published = PublishedTypes();
        Console.WriteLine();
        Console.WriteLine($"A VNFD of {own.Count(c => c == '\n')} lines          read     events    ratio");
        Row("ETSI types by URL, built in; events of all files", Package(("vnfd.yaml", own)), [own, .. published.Select(p => p.Text)]);
        Row("the same; events of the VNFD alone", Package(("vnfd.yaml", own)), [own]);
        if (published.Count > 0)
        {
            var copy = VnfdText.Write(Lines2000, "etsi_nfv_sol001_vnfd_types.yaml");
            List<string> texts = [copy, .. published.Select(p => p.Text)];
            Row("ETSI types as copies in the package", Copies(""), texts);

            // other bytes every time, so that nothing of an earlier reading can be used
            var seen = 0;
            Row("the same, each read the first of its copies", () => Copies($"# {seen++}\n"), texts);

            MemoryFiles Copies(string end) => Package([("TOSCA-Metadata/TOSCA.meta", Meta), ("Definitions/vnfd.yaml", copy), .. published.Select(p => ("Definitions/" + p.Path, p.Text + end))]);
        }
        else
        {
            Console.WriteLine("  (published types are absent: set NFV_SHARED)");
        }

        Growth();
        await MemoryAsync();
        await PeerBenchmark.RunAsync();
    }

    /// <summary>CPU time of the process, so that what else runs on the machine is not measured; the best of many rounds.</summary>
    public static TimeSpan Best(Action action)
    {
        var best = TimeSpan.MaxValue;
        var total = Stopwatch.StartNew();
        for (var round = 0; round < 5 || (round < 300 && total.ElapsedMilliseconds < 10_000); round++)
        {
            best = Min(best, Cpu(action));
        }

        return best;
    }

    private static TimeSpan Cpu(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - before;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    public static MemoryFiles Package(params (string Path, string Text)[] files) => new(files);

    public static PackageReadResult Read(MemoryFiles files) => PackageReader.Read(files);

    public static void Check(PackageReadResult result)
    {
        if (!result.Ok)
        {
            throw new InvalidOperationException($"the benchmark's descriptor has errors: {string.Join('\n', result.Errors.Take(5))}");
        }
    }

    private static void Row(string what, MemoryFiles files, IReadOnlyList<string> texts) => Row(what, () => files, texts);

    private static void Row(string what, Func<MemoryFiles> package, IReadOnlyList<string> texts)
    {
        Check(Read(package()));

        // one after the other within each round: what disturbs one disturbs the other
        var (read, events) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        var total = Stopwatch.StartNew();
        for (var round = 0; round < 30 || (round < 300 && total.ElapsedMilliseconds < 12_000); round++)
        {
            var files = package();
            read = Min(read, Cpu(() => Read(files)));
            events = Min(events, Cpu(() =>
            {
                foreach (var text in texts)
                {
                    Events(text);
                }
            }));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-50} {read.TotalMilliseconds,7:F2} ms {events.TotalMilliseconds,7:F2} ms   {read / events,5:F2}"));
    }

    private static void Events(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            while (parser.MoveNext())
            {
                // events only
            }
        }
        catch (InvalidOperationException)
        {
            // some published files have a bracketed list that goes on unindented, which stops YamlDotNet there
        }
    }

    private static void Growth()
    {
        Console.WriteLine();
        Console.WriteLine("Growth            lines       read    per VDU");
        foreach (var vdus in new[] { 10, 100, 1000 })
        {
            var text = VnfdText.Write(vdus, Url);
            var package = Package(("vnfd.yaml", text));
            Check(Read(package));
            var best = Best(() => Read(package));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {vdus,5} VDUs   {text.Count(c => c == '\n'),8}  {best.TotalMilliseconds,7:F2} ms {best.TotalMicroseconds / vdus,7:F0} µs"));
        }
    }

    private static async Task MemoryAsync()
    {
        var text = VnfdText.Write(1000, Url, 2048);
        while (Encoding.UTF8.GetByteCount(text) < 4_900_000)
        {
            text = VnfdText.Write(1000, Url, 2048 + (int)((4_950_000L - Encoding.UTF8.GetByteCount(text)) / 1000));
        }

        var folder = Directory.CreateTempSubdirectory("tosca-bench-");
        try
        {
            var large = Path.Combine(folder.CreateSubdirectory("large").FullName, "vnfd.yaml");
            var small = Path.Combine(folder.CreateSubdirectory("small").FullName, "vnfd.yaml");
            await File.WriteAllTextAsync(large, text);
            await File.WriteAllTextAsync(small, VnfdText.Write(1, Url));
            Console.WriteLine();
            Console.WriteLine($"Memory of a process that reads one descriptor (peak resident; {Encoding.UTF8.GetByteCount(text) / 1e6:F1} MB of YAML over a small one; read from the disk; generation 0 of 16 MB, which otherwise follows the cache of the machine):");
            var (most, least) = (await PeakAsync(large), await PeakAsync(small));
            Console.WriteLine($"  {most:F0} MB - {least:F0} MB = {most - least:F0} MB");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> PeakAsync(string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet")
        {
            start.ArgumentList.Add(typeof(ToscaBenchmark).Assembly.Location);
        }

        foreach (var argument in new[] { "tosca", "memory", file })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_GCgen0size"] = "0x1000000";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(output.Trim(), CultureInfo.InvariantCulture);
    }

    private static void ReadForMemory(string file)
    {
        // from the disk, as a package that was uploaded is: what the benchmark itself would hold in memory is not the reader's
        using var package = PackageContainer.Open(file);
        Check(PackageReader.Read(package.Files));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine((self.PeakWorkingSet64 / 1e6).ToString(CultureInfo.InvariantCulture));
    }

    private static List<(string Path, string Text)> PublishedTypes()
    {
        if (SharedFolder() is not { } shared)
        {
            return [];
        }

        var folder = Path.Combine(shared, "etsi", "sol001", "3.3.1");
        return !Directory.Exists(folder) ? [] : new[] { "common", "vnfd" }.Select(f => $"etsi_nfv_sol001_{f}_types.yaml").Select(f => (f, File.ReadAllText(Path.Combine(folder, f)))).ToList();
    }

    /// <summary>The folder of shared material, beside the repository or named by NFV_SHARED.</summary>
    public static string? SharedFolder()
    {
        if (Environment.GetEnvironmentVariable("NFV_SHARED") is { Length: > 0 } named)
        {
            return named;
        }

        for (var directory = new DirectoryInfo(Directory.GetCurrentDirectory()); directory is not null; directory = directory.Parent)
        {
            var candidate = Path.Combine(directory.FullName, "shared");
            if (Directory.Exists(Path.Combine(candidate, "descriptors")))
            {
                return candidate;
            }
        }

        return null;
    }
}
