using System.Text.Json;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfLcm;
using VnfInstance = NfvOrchestrator.Sol.NsLcm.VnfInstance;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>The VNF instances of network services (SOL005 §6.5.2.2 vnfInstance), read from the VNFMs that keep them.</summary>
internal sealed class ConstituentVnfs(VnfmDirectory vnfms, ICatalogue catalogue)
{
    /// <summary>VNF instances asked for at the same time.</summary>
    private const int MaxParallel = 16;

    /// <summary>The resources of the records with their VNF instances; in the same order.</summary>
    public async Task<IReadOnlyList<NsInstance>> AddAsync(IReadOnlyList<Document<NsRecord>> services, CancellationToken cancellationToken)
    {
        var asked = services.SelectMany(static (s, i) => s.Value.Resources
            .Where(static r => r.Node.Spec is ChildVnfSpec && r.ResourceId is not null)
            .Select(r => (Service: i, s.Tenant, Id: r.ResourceId!, ((ChildVnfSpec)r.Node.Spec).VnfmId))).ToList();
        var found = new Sol.VnfLcm.VnfInstance?[asked.Count];
        await Parallel.ForAsync(0, asked.Count, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken }, async (i, cancelled) =>
        {
            using var scope = TenantContext.Use(asked[i].Tenant);
            found[i] = await (await vnfms.GetAsync(asked[i].Tenant, asked[i].VnfmId, cancelled)).Client.GetAsync(asked[i].Id, cancelled);
        });
        var packages = new Dictionary<(TenantId Tenant, string VnfdId), string>();
        var members = new List<VnfInstance>?[services.Count];
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] is not { } vnf)
            {
                // Deleted since the record was read.
                continue;
            }
            var key = (asked[i].Tenant, vnf.VnfdId);
            if (!packages.TryGetValue(key, out var package))
            {
                packages[key] = package = (await catalogue.FindVnfdAsync(key.Tenant, key.VnfdId, cancellationToken))?.VnfPkgId ?? "";
            }
            (members[asked[i].Service] ??= []).Add(InServiceWords(vnf, package));
        }
        return [.. services.Select((s, i) => s.Value.Resource with { VnfInstance = members[i] })];
    }

    /// <summary>SOL003 and SOL005 describe a VNF instance with the same attributes in types of their own; SOL005 adds the package.</summary>
    private static VnfInstance InServiceWords(Sol.VnfLcm.VnfInstance instance, string vnfPkgId)
    {
        var json = JsonSerializer.SerializeToNode(instance, VnfLcmJsonContext.Default.VnfInstance)!.AsObject();
        json["vnfPkgId"] = vnfPkgId;
        return json.Deserialize(NsLcmJsonContext.Default.VnfInstance)!;
    }
}
