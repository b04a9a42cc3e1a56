using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Deployment units of a flavour: virtual machines (Vdu.Compute) and OS container workloads (SOL001 §6.8.3, §6.8.13).</summary>
internal sealed class VduBuilder(BuildContext context, IReadOnlyList<StorageResource> storages, IReadOnlyList<OsContainer> containers)
{
    private readonly Declarations _declarations = new(context.Types);

    public List<Vdu> Build() => context.Template.Nodes
        .Where(n => n.IsA("tosca.nodes.nfv.Vdu.Compute") || n.IsA("tosca.nodes.nfv.Vdu.OsContainerDeployableUnit")).Select(Vdu).ToList();

    private Vdu Vdu(NodeTemplate node)
    {
        var container = !node.IsA("tosca.nodes.nfv.Vdu.Compute");
        var attached = Storages(node);
        var profile = node.Property("vdu_profile");
        var (min, max) = (profile?["min_number_of_instances"].Int() ?? 1, profile?["max_number_of_instances"].Int());
        if (max < min || min < 0)
        {
            context.Diagnostics.Error("TOSCA0314", profile!, $"VDU '{node.Name}' has at least {min} but at most {max ?? Math.Max(1, min)} instances", "SOL001 §6.2.21", "raise max_number_of_instances");
        }

        var bootData = node.Property("boot_data");
        var boot = new BootDataReader(context).Read(node, bootData);
        var constraints = node.Property("nfvi_constraints");
        return new Vdu
        {
            Id = node.Name,
            Name = node.Property("name")?.Text ?? node.Name,
            Description = node.Property("description")?.Text,
            IsContainer = container,
            Compute = container ? ContainerCompute(node) : new ComputeReader(context.Diagnostics).Read(node, node.Capability("virtual_compute")),
            ContainerIds = container ? Containers(node).Select(c => c.Id).ToList() : [],
            McioConstraintParameters = node.Property("mcio_constraint_params").Texts(),
            McioName = node.Property("mcio_identification_data")?["name"]?.Text,
            McioType = node.Property("mcio_identification_data")?["type"]?.Text,
            StorageIds = attached,
            SwImage = container ? Containers(node).Select(c => c.SwImage).FirstOrDefault(i => i is not null) : context.Artifacts.Image(node),
            MinNumberOfInstances = Math.Max(0, min),
            MaxNumberOfInstances = max ?? Math.Max(1, min),
            BootData = boot?.Content,
            BootDataDetails = boot,
            BootDataSpecification = bootData is YMap ? bootData.ToJson() : null,
            BootOrder = BootOrder(node, attached),
            MaintenanceInfo = profile?["nfvi_maintenance_info"].Maintenance(),
            MonitoringParameters = node.Property("monitoring_parameters").Monitoring(),
            NfviConstraints = constraints is YList l ? l.Values.Select(v => v.Text).OfType<string>().Distinct(StringComparer.Ordinal).ToDictionary(v => v, _ => "true", StringComparer.Ordinal) : constraints.TextMap(),
            ConfigurableProperties = _declarations.Filled(_declarations.MemberType(node.Type, "configurable_properties"), node.Property("configurable_properties")).ToJson(),
        };
    }

    private List<string> Storages(NodeTemplate node)
    {
        var attached = new List<string>();
        foreach (var requirement in node.RequirementsNamed("virtual_storage").Where(r => r.Target is not null))
        {
            if (storages.Any(s => string.Equals(s.Id, requirement.Target, StringComparison.Ordinal)))
            {
                attached.Add(requirement.Target!);
            }
            else
            {
                context.Diagnostics.Error("TOSCA0316", requirement.At, $"VDU '{node.Name}' attaches the storage '{requirement.Target}', which is not defined", "SOL001 §6.8.3", Diagnostics.DidYouMean.Hint(requirement.Target!, storages.Select(s => s.Id)));
            }
        }

        return attached;
    }

    /// <summary>boot_order: a boolean since 2.6.1 (true = in the order of the requirements), a list of storages or of key/value pairs before.</summary>
    private static IReadOnlyList<string> BootOrder(NodeTemplate node, List<string> attached)
    {
        var order = node.Property("boot_order");
        return order.Bool() is { } inOrder ? (inOrder ? attached : [])
            : order is YMap map ? map.Pairs.OrderBy(p => p.Key.Value, StringComparer.Ordinal).Select(p => p.Value.Text).OfType<string>().Where(attached.Contains).ToList()
            : order.Texts().Where(attached.Contains).ToList();
    }

    private IEnumerable<OsContainer> Containers(NodeTemplate node) =>
        node.RequirementsNamed("container").Select(r => containers.FirstOrDefault(c => string.Equals(c.Id, r.Target, StringComparison.Ordinal))).OfType<OsContainer>();

    private VirtualCompute ContainerCompute(NodeTemplate node)
    {
        var list = Containers(node).ToList();
        return new VirtualCompute
        {
            // requested_cpu_resources is in milli-CPUs (SOL001 §6.8.12)
            NumVirtualCpu = (int)Math.Clamp(Math.Ceiling(list.Sum(c => (double)(c.RequestedMilliCpu ?? 1000)) / 1000.0), 1, int.MaxValue),
            VirtualMemSizeMiB = Math.Max(64, list.Sum(c => ((c.RequestedMemoryBytes ?? 0) + 1048575) / 1048576)),
            Hugepages = list.SelectMany(c => c.Hugepages).ToList(),
            DedicatedCpus = list.Exists(c => c.DedicatedCpus),
            LogicalNodes = ComputeReader.LogicalNodes(node.Property("logical_node")),
            RequestedAdditionalCapabilities = ComputeReader.AdditionalCapabilities(node.Property("requested_additional_capabilities")),
        };
    }
}
