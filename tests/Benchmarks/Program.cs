using NfvOrchestrator.Benchmarks;
using NfvOrchestrator.Benchmarks.Inventory;
using NfvOrchestrator.Benchmarks.Load;
using NfvOrchestrator.Benchmarks.OpenStack;
using NfvOrchestrator.Benchmarks.Tosca;
using NfvOrchestrator.Benchmarks.Vnfm;

// A benchmark is a class with a static RunAsync(string[] arguments); add a line here.
var benchmarks = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    ["store"] = StoreBenchmark.RunAsync,
    ["load"] = LoadBenchmark.RunAsync,
    ["lab"] = LabBenchmark.RunAsync,
    ["tosca"] = ToscaBenchmark.RunAsync,
    ["tosca-fuzz"] = ToscaFuzz.RunAsync,
    ["openstack"] = OpenStackBenchmark.RunAsync,
    ["inventory"] = InventoryBenchmark.RunAsync,
    ["vnfm"] = VnfmBenchmark.RunAsync,
    ["pm"] = PmBenchmark.RunAsync,
};

if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out var benchmark))
{
    Console.Error.WriteLine($"usage: dotnet run --project tests/Benchmarks -c Release -- {string.Join('|', benchmarks.Keys)} [arguments]");
    return 2;
}
await benchmark(args[1..]);
return 0;
