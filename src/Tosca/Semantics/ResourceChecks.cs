using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Semantics;

/// <summary>Whether a machine can start on what it asks for.</summary>
internal sealed class ResourceChecks(BuildContext context)
{
    public void Check(DeploymentFlavour flavour)
    {
        foreach (var vdu in flavour.Vdus.Where(v => !v.IsContainer))
        {
            var node = context.Template.Node(vdu.Id)!;
            var storages = flavour.StorageResources.Where(s => vdu.StorageIds.Contains(s.Id, StringComparer.Ordinal)).ToList();
            var images = new[] { vdu.SwImage }.Concat(storages.Select(s => s.SwImage)).OfType<SwImage>().ToList();

            // SOL001 lets a machine have none, and after a mistake the image may be the mistake
            if (images.Count == 0 && !context.Diagnostics.HasErrors)
            {
                context.Diagnostics.Add(new Diagnostic("TOSCA0337", Severity.Info, node.At.File, node.At.Line, node.At.Column, $"VDU '{vdu.Id}' has no software image, and none of its storages has one; few VIMs boot a machine without", "SOL001 §6.8.3", "add an artifact of type tosca.artifacts.nfv.SwImage"));
            }

            foreach (var image in images)
            {
                if (image.MinRamBytes > vdu.Compute.VirtualMemSizeMiB << 20)
                {
                    context.Diagnostics.Deviation("TOSCA0338", node.At, $"image '{image.Name}' needs {image.MinRamBytes >> 20} MiB of memory, VDU '{vdu.Id}' has {vdu.Compute.VirtualMemSizeMiB}", "SOL001 §6.5.1");
                }
            }

            if (vdu.SwImage is { MinDiskBytes: { } need } && vdu.Compute.LocalStorageBytes is [var disk, ..] && disk < need)
            {
                context.Diagnostics.Deviation("TOSCA0338", node.At, $"image '{vdu.SwImage.Name}' needs a disk of {need} bytes, the first local disk of VDU '{vdu.Id}' has {disk}", "SOL001 §6.5.1");
            }

            var pages = vdu.Compute.Hugepages.Sum(h => h.RequestedMiB);
            if (pages > vdu.Compute.VirtualMemSizeMiB)
            {
                context.Diagnostics.Deviation("TOSCA0338", node.At, $"VDU '{vdu.Id}' asks for {pages} MiB of huge pages, more than its {vdu.Compute.VirtualMemSizeMiB} MiB of memory", "SOL001 §6.2.4");
            }
        }

        foreach (var storage in flavour.StorageResources.Where(s => s.SwImage?.MinDiskBytes > s.SizeBytes))
        {
            context.Diagnostics.Deviation("TOSCA0338", context.Template.Node(storage.Id)!.At, $"image '{storage.SwImage!.Name}' needs a disk of {storage.SwImage.MinDiskBytes} bytes, storage '{storage.Id}' has {storage.SizeBytes}", "SOL001 §6.5.1");
        }
    }
}
