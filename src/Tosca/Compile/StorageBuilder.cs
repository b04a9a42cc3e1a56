using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Virtual storage of a flavour: block, object, file (SOL001 §6.8.4 to §6.8.6).</summary>
internal sealed class StorageBuilder(BuildContext context)
{
    public List<StorageResource> Build() => context.Template.Nodes.Select(Storage).OfType<StorageResource>().ToList();

    private StorageResource? Storage(NodeTemplate node)
    {
        var (kind, property, size) =
            node.IsA("tosca.nodes.nfv.Vdu.VirtualBlockStorage") ? ("BLOCK", "virtual_block_storage_data", "size_of_storage")
            : node.IsA("tosca.nodes.nfv.Vdu.VirtualObjectStorage") ? ("OBJECT", "virtual_object_storage_data", "max_size_of_storage")
            : node.IsA("tosca.nodes.nfv.Vdu.VirtualFileStorage") ? ("FILE", "virtual_file_storage_data", "size_of_storage")
            : node.IsA("tosca.nodes.nfv.Vdu.VirtualStorage") ? ("BLOCK", "", "size_of_storage") : ("", "", "");
        if (kind.Length == 0)
        {
            return null;
        }

        var image = context.Artifacts.Image(node);
        var data = property.Length > 0 ? node.Property(property) : null;
        var bytes = (data?[size] ?? node.Property(size)).Bytes() ?? image?.MinDiskBytes ?? 0;
        if (bytes == 0 && kind is "BLOCK")
        {
            context.Diagnostics.Deviation("TOSCA0232", node.At, $"storage '{node.Name}' has no size; 1 GiB is taken", "SOL001 §6.8.4", $"set {property}.{size}");
            bytes = 1L << 30;
        }

        return new StorageResource
        {
            Id = node.Name,
            Kind = kind,
            SizeBytes = bytes,
            RdmaEnabled = (data?["rdma_enabled"] ?? node.Property("rdma_enabled")).Bool() ?? false,
            PerVnfcInstance = node.Property("per_vnfc_instance").Bool() ?? true,
            SwImage = image,
            FileSystemProtocol = data?["file_system_protocol"]?.Text,
            VirtualLinkId = kind is "FILE" ? node.TargetOf("virtual_link") : null,
            MaintenanceInfo = node.Property("nfvi_maintenance_info").Maintenance(),
            Requirements = data?["vdu_storage_requirements"].TextMap() ?? [],
        };
    }
}
