using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Reads what a VDU asks of its host (SOL001 §6.4.2 VirtualCompute).</summary>
internal sealed class ComputeReader(DiagnosticBag diagnostics)
{
    public VirtualCompute Read(NodeTemplate node, YNode? compute)
    {
        var (cpu, memory) = (compute?["virtual_cpu"], compute?["virtual_memory"]);
        var count = cpu?["num_virtual_cpu"].Int();
        if (count is null or < 1)
        {
            Missing(node, cpu?["num_virtual_cpu"], cpu ?? compute, "virtual_compute.virtual_cpu.num_virtual_cpu", "an integer ≥ 1", "tosca.datatypes.nfv.VirtualCpu");
        }

        var bytes = memory?["virtual_mem_size"].Bytes();
        if (bytes is null or 0)
        {
            Missing(node, memory?["virtual_mem_size"], memory ?? compute, "virtual_compute.virtual_memory.virtual_mem_size", "a size with a unit, e.g. \"4 GiB\"", "tosca.datatypes.nfv.VirtualMemory");
        }

        var logicalNodes = LogicalNodes(compute?["logical_node"]);
        var extra = Compile.Read.Merge(Compile.Read.Merge(Compile.Read.Merge([], compute?["compute_requirements"]), cpu?["vdu_cpu_requirements"]), memory?["vdu_mem_requirements"]);
        foreach (var (name, requirements) in logicalNodes)
        {
            foreach (var (key, value) in requirements)
            {
                extra[$"{name}.{key}"] = value;
            }
        }

        var pinning = cpu.AtOrNull("virtual_cpu_pinning", "virtual_cpu_pinning_policy")?.Text;
        return new VirtualCompute
        {
            NumVirtualCpu = Math.Max(1, count ?? 1),
            CpuArchitecture = cpu?["cpu_architecture"]?.Text,
            CpuClockHz = cpu?["virtual_cpu_clock"].Hertz(),
            CpuPinningPolicy = pinning,
            CpuPinningRules = (cpu.AtOrNull("virtual_cpu_pinning", "virtual_cpu_pinning_rule")).Texts(),
            DedicatedCpus = pinning is "static",
            CpuThreadPolicy = Find(extra, "threadpolicy") ?? Find(extra, "threadspolicy"),
            CpuOversubscriptionPolicy = cpu?["virtual_cpu_oversubscription_policy"]?.Text,
            VirtualMemSizeMiB = ((bytes ?? 1) + 1048575) / 1048576,
            NumaEnabled = memory?["numa_enabled"].Bool() ?? false,
            NumaNodes = int.TryParse(Find(extra, "numanodes"), out var nodes) && nodes > 0 ? nodes : null,
            MemoryOversubscriptionPolicy = memory?["virtual_mem_oversubscription_policy"]?.Text,
            Hugepages = Hugepages(memory?["huge_pages_requirements"]),
            LocalStorageBytes = (compute?["virtual_local_storage"]?.Items ?? []).Select(s => s["size_of_storage"].Bytes() ?? 0).Where(b => b > 0).ToList(),
            ExtraRequirements = extra,
            LogicalNodes = logicalNodes,
            RequestedAdditionalCapabilities = AdditionalCapabilities(compute?["requested_additional_capabilities"]),
        };
    }

    public static List<HugepagesRequirement> Hugepages(YNode? node) =>
        (node?.Items ?? []).Select(h => new HugepagesRequirement((h["hugepage_size"].Bytes() ?? 0) / 1024, ((h["requested_size"].Bytes() ?? 0) + 1048575) / 1048576)).ToList();

    public static Dictionary<string, IReadOnlyDictionary<string, string>> LogicalNodes(YNode? node) =>
        node.OrEmpty().ToDictionary(l => l.Key.Value, l => (IReadOnlyDictionary<string, string>)l.Value["logical_node_requirements"].TextMap(), StringComparer.Ordinal);

    public static List<RequestedAdditionalCapability> AdditionalCapabilities(YNode? node) => node.OrEmpty()
        .Where(c => c.Value["requested_additional_capability_name"]?.Text is not null)
        .Select(c => new RequestedAdditionalCapability(c.Value["requested_additional_capability_name"]!.Text!, c.Value["support_mandatory"].Bool() ?? false, c.Value["target_performance_parameters"].TextMap())).ToList();

    /// <summary>A requirement by the end of its key, whatever the spelling: <c>hw:cpu_thread_policy</c>, <c>cpuThreadPolicy</c>….</summary>
    private static string? Find(Dictionary<string, string> requirements, string end) =>
        requirements.FirstOrDefault(r => string.Concat(r.Key.Where(char.IsAsciiLetterOrDigit)).EndsWith(end, StringComparison.OrdinalIgnoreCase)).Value;

    private void Missing(NodeTemplate node, YNode? found, YNode? near, string property, string expected, string type)
    {
        // a value of the wrong type was told by the type check already
        if (found is null || found.Int() is <= 0 || found.Bytes() is 0)
        {
            diagnostics.Error("TOSCA0231", found ?? near ?? node.At, $"property '{property}' of VDU '{node.Name}' must be {expected} ({type}), found {found?.Describe() ?? "nothing"}", "SOL001 §6.2.5");
        }
    }
}
