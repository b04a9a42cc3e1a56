using System.Diagnostics;
using System.Globalization;

namespace NfvOrchestrator.Benchmarks.Vnfm;

/// <summary>What the VNFM itself costs: its figures of issue 5, each with target and verdict.</summary>
internal static class VnfmBenchmark
{
    private const int LargeRounds = 3;
    private static readonly TimeSpan Boot = TimeSpan.FromSeconds(2);
    private static bool all = true;

    public static async Task RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 40;
        await using (var bench = await VnfmBench.StartAsync(TimeSpan.Zero, [10, 100, 1000]))
        {
            for (var i = 0; i < Math.Max(10, rounds / 2); i++)
            {
                await bench.InstantiateAsync(10);
            }
            await bench.InstantiateAsync(1000);
            var ten = await TimesAsync(bench, 10, rounds);
            var hundred = Median((await TimesAsync(bench, 100, 9)).Times);
            var (large, id, processor) = await TimesAsync(bench, 1000, LargeRounds);
            var thousand = Median(large);
            Tell("instantiate 10 VNFCs, p50", Median(ten.Times), "ms", 60);
            Note($"  p95 {ten.Times.Order().ElementAt(ten.Times.Count * 95 / 100):0.0} ms, {ten.Processor / rounds:0.0} ms of processor time each (VNFM, simulated NFVI and this client)");
            Note($"instantiate 100 VNFCs, p50                     {hundred,8:0.0} ms");
            Tell("instantiate 1,000 VNFCs, p50", thousand, "ms", 3000);
            Note($"  {processor / LargeRounds:0} ms of processor time each");
            Tell("1,000 VNFCs against ten times 100: it grows", thousand / (10 * hundred), "times", 1.5);
            bench.Lose(id, 500);
            var before = bench.Nfvi.Inventory().Totals;
            var heal = (await bench.RunAsync(id, "heal", "{}")).TotalMilliseconds;
            var after = bench.Nfvi.Inventory().Totals;
            Tell("heal of one among 1,000: changes in the VIM", after.Created - before.Created + after.Updated - before.Updated + after.Deleted - before.Deleted + after.Actions - before.Actions, "", 1);
            Note($"  it took                                      {heal,8:0.0} ms");
        }
        await using (var bench = await VnfmBench.StartAsync(Boot, [1, 50]))
        {
            await bench.InstantiateAsync(1);
            var chain = (await bench.InstantiateAsync(1)).Time;
            var wide = (await bench.InstantiateAsync(50)).Time;
            Note($"1 VNFC that boots for {Boot.TotalSeconds:0} s                         {chain.TotalMilliseconds,8:0} ms");
            Tell("50 such VNFCs against the longest chain", wide / Boot, "times", 1.3);
        }
        Console.WriteLine(all ? "all targets met" : "targets missed");
    }

    private static async Task<(List<double> Times, string Last, double Processor)> TimesAsync(VnfmBench bench, int size, int rounds)
    {
        using var process = Process.GetCurrentProcess();
        var times = new List<double>();
        var last = "";
        var before = process.TotalProcessorTime;
        for (var i = 0; i < rounds; i++)
        {
            var (id, time) = await bench.InstantiateAsync(size);
            times.Add(time.TotalMilliseconds);
            last = id;
        }
        process.Refresh();
        return (times, last, (process.TotalProcessorTime - before).TotalMilliseconds);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static void Tell(string what, double figure, string unit, double target)
    {
        var met = figure <= target;
        all &= met;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-46} {figure,8:0.0#} {unit,-6} target {target:0.#}: {(met ? "met" : "MISSED")}"));
    }

    private static void Note(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
