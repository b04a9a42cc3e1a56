using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Container workloads: OS containers, their packages, and the connection points behind service addresses (SOL001 §6.8.12 to §6.8.15).</summary>
internal sealed class ContainerBuilder(BuildContext context)
{
    public List<OsContainer> Containers() => context.Template.NodesOf("tosca.nodes.nfv.Vdu.OsContainer").Select(n => new OsContainer
    {
        Id = n.Name,
        Name = n.Property("name")?.Text ?? n.Name,
        Description = n.Property("description")?.Text,
        SwImage = context.Artifacts.Image(n),
        RequestedMilliCpu = n.Property("requested_cpu_resources").Int(),
        MilliCpuLimit = n.Property("cpu_resource_limit").Int(),
        RequestedMemoryBytes = n.Property("requested_memory_resources").Bytes(),
        MemoryLimitBytes = n.Property("memory_resource_limit").Bytes(),
        RequestedEphemeralStorageBytes = n.Property("requested_ephemeral_storage_resources").Bytes(),
        EphemeralStorageLimitBytes = n.Property("ephemeral_storage_resource_limit").Bytes(),
        ExtendedResources = Extended(n),
        Hugepages = ComputeReader.Hugepages(n.Property("huge_pages_resources")),
        DedicatedCpus = n.Property("cpu_pinning_requirements")?["virtual_cpu_pinning_policy"]?.Text is "static",
    }).ToList();

    public List<Mciop> Mciops() => context.Template.NodesOf("tosca.nodes.nfv.Mciop").Select(n => new Mciop
    {
        Id = n.Name,
        AssociatedVduIds = n.Requirements.Where(r => r.Name is "associatedVdu" or "associated_vdu").Select(r => r.Target).OfType<string>().ToList(),
        Artifacts = n.Body["artifacts"].OrEmpty().Select(a => context.Artifacts.Named(n, a.Key.Value, a.Value)).ToList(),
    }).ToList();

    public List<VirtualCp> VirtualCps() => context.Template.NodesOf("tosca.nodes.nfv.VirtualCp").Select(n => new VirtualCp
    {
        Id = n.Name,
        TargetVduIds = n.RequirementsNamed("target").Select(r => r.Target).OfType<string>().ToList(),
        VirtualLinkId = n.TargetOf("virtual_link"),
        LayerProtocols = n.Property("layer_protocols").Texts(),
        Addressing = n.Property("protocol").Addressing(),
        AddressPoolNameConfigurable = n.Property("address_pool_name_configurable").Bool() ?? false,
        Ports = ((n.Property("additionalServiceData") ?? n.Property("additional_service_data"))?.Items ?? [])
            .SelectMany(d => (d["portData"] ?? d["port_data"])?.Items ?? [])
            .Where(p => p["port"].Int() is not null)
            .Select(p => new ServicePort(p["name"]?.Text ?? "", p["protocol"]?.Text ?? "tcp", p["port"].Int()!.Value, (p["portConfigurable"] ?? p["port_configurable"]).Bool() ?? false)).ToList(),
    }).ToList();

    private static Dictionary<string, long> Extended(NodeTemplate node)
    {
        var result = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var item in node.Property("extended_resource_requests")?.Items ?? [])
        {
            foreach (var (key, value) in item["extended_resource"].OrEmpty())
            {
                result[value.Text is { } v ? $"{key.Value}={v}" : key.Value] = item["amount"].Long() ?? 1;
            }
        }

        return result;
    }
}
