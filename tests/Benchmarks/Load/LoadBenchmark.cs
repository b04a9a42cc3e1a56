using System.Diagnostics;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Benchmarks.Load;

/// <summary>One-VNF network services created and instantiated at a fixed rate, all services over HTTP with tokens, against the simulator at zero latency.</summary>
internal static class LoadBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static async Task RunAsync(string[] args)
    {
        var arguments = LoadArguments.Parse(args);
        var postgres = arguments.Postgres ? await LoadPostgres.StartAsync() : null;
        var folder = arguments.Data ?? Directory.CreateTempSubdirectory("nfv-load-").FullName;
        try
        {
            await RunAsync(arguments, postgres, folder);
        }
        finally
        {
            if (arguments.Data is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task RunAsync(LoadArguments arguments, LoadPostgres? postgres, string folder)
    {
        await using var lab = await LabHost.StartAsync(
            new LabOptions { DataDirectory = folder, Hosts = arguments.HostCount, Postgres = postgres?.Template, MetricsInterval = TimeSpan.FromSeconds(5) },
            CancellationToken.None);
        using var api = new LabApi(lab.Addresses, lab.Self);
        await Onboarding.VnfAsync(api.Packages, Path.Combine(Samples.Find("minimal"), "vnf"), CancellationToken.None);
        var nsdId = await Onboarding.NsdAsync(api.Nsds, Path.Combine(Samples.Find("minimal"), "ns"), CancellationToken.None);

        // A service that runs since a while is measured, not the compiler of its first requests: some seconds of load first.
        var warm = new LoadGenerator(api, arguments with { Rate = 600, Seconds = arguments.Warm }, nsdId);
        await using (await warm.ListenAsync(lab.Bus, CancellationToken.None))
        {
            await warm.RunAsync(Patience, CancellationToken.None);
        }
        var generator = new LoadGenerator(api, arguments, nsdId);
        await using var listening = await generator.ListenAsync(lab.Bus, CancellationToken.None);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var databaseCpu = postgres?.Cpu();
        var collections = Enumerable.Range(0, 3).Select(GC.CollectionCount).ToList();
        var paused = GC.GetTotalPauseDuration();
        var live = GC.GetTotalMemory(forceFullCollection: true);
        var share = HostShare.Now();
        var began = Stopwatch.GetTimestamp();
        var meter = new Meter(arguments.Churn);
        await generator.RunAsync(Patience, CancellationToken.None);
        await meter.DisposeAsync();
        var took = Stopwatch.GetElapsedTime(began);
        var spent = ProcessTime(process) - cpu;

        var report = new LoadReport(arguments, generator.Services)
        {
            Took = took,
            Cpu = spent,
            Live = (live, GC.GetTotalMemory(forceFullCollection: true)),
            StolenPercent = HostShare.Now().PercentSince(share),
            DatabaseCpu = postgres?.Cpu() - databaseCpu,
            Samples = meter.Samples,
            Collections = [.. collections.Select((before, generation) => GC.CollectionCount(generation) - before)],
            Paused = GC.GetTotalPauseDuration() - paused,
            StoreBytes = postgres is null ? FolderSize(folder) : await postgres.SizeAsync(),
            OpenInStore = await OpenAsync(api),
        };
        report.Print(Console.Out);
    }

    private static TimeSpan ProcessTime(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>What the NFVO itself says at the end: operations that are not COMPLETED.</summary>
    private static async Task<int> OpenAsync(LabApi api)
    {
        var count = 0;
        await foreach (var _ in api.NsLcm.ListOpOccsAsync($"(neq,operationState,{NsLcmOperationStateType.COMPLETED})"))
        {
            count++;
        }
        return count;
    }

    private static long FolderSize(string folder)
        => new DirectoryInfo(folder).EnumerateFiles("*.db*", SearchOption.AllDirectories).Sum(f => f.Length);
}
