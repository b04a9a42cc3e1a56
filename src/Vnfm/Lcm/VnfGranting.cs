using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>A plan as the NFVO granted it (SOL003 §9.5.2.3), whoever the NFVO is. Pure.</summary>
internal static class VnfGranting
{
    /// <summary>Puts what the grant decides into a plan: VIM connection, zones, images, flavours, virtual links.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="draft">The plan as it was asked for.</param>
    /// <param name="grant">The answer.</param>
    /// <exception cref="LifecycleRejectedException">What the grant gives does not fit the VNF, or something is missing that neither the request nor the grant gives.</exception>
    public static VnfGrantedPlan Apply(VnfRecord instance, VnfPlanDraft draft, Grant grant)
    {
        var intent = draft.Intent;
        var (settings, target) = (intent.Settings, draft.Target);
        if (settings is not null && draft.Maker is var (flavour, targetOf) && Connectivity.Granted(settings, grant, flavour) is { } connected)
        {
            (settings, target) = (connected, targetOf(connected));
        }
        var vim = instance.Settings?.VimConnectionId ?? Account(instance, grant) ?? draft.VimConnectionId;
        var assets = Merged(KnownAssets.Of(instance, draft), grant.VimAssets);
        target = GrantResources.Place(target, grant with { VimAssets = assets }, intent.RenewedDisks);
        return new VnfGrantedPlan(
            // A snapshot brings back the servers and the assets of its time, which were of one mind.
            settings is null ? null : settings with { VimConnectionId = vim, VimAssets = intent.Target is null ? assets : Merged(settings.VimAssets, grant.VimAssets) },
            vim,
            Connected(instance, intent, grant),
            target,
            Planner.Plan(draft.Current, target, intent.Wishes));
    }

    /// <summary>The VIM account of a new VNF: a VIM connection of the grant is named by its key, and says which VIM it leads to.</summary>
    private static string? Account(VnfRecord instance, Grant grant)
    {
        var accounts = (grant.AddResources ?? []).Select(r => r.VimConnectionId).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(id => (grant.VimConnectionInfo?.GetValueOrDefault(id) ?? instance.Resource.VimConnectionInfo?.GetValueOrDefault(id))?.VimId ?? id)
            .Distinct(StringComparer.Ordinal).ToList();
        return accounts.Count < 2
            ? accounts.FirstOrDefault()
            : throw new LifecycleRejectedException(new ProblemDetails
            {
                Title = "The grant does not fit the VNFM",
                Status = 422,
                Detail = $"The grant '{grant.Id}' spreads the VNF over the VIM accounts {Unfit.List(accounts)}; this VNFM keeps all of a VNF in one. Nothing was done. Have the NFVO grant one VIM connection and repeat the operation.",
            });
    }

    /// <summary>
    /// The assets that are known after a grant. An NFVO need not send again what it sent before for the same package (SOL003 §9.5.2.3 note 3), and then the VNFM uses those of before for what it makes
    /// later; what it sends counts more.
    /// </summary>
    private static VimAssets? Merged(VimAssets? known, VimAssets? given)
        => known is null || given is null
            ? given ?? known
            : new VimAssets
            {
                SoftwareImages = Union(known.SoftwareImages, given.SoftwareImages, static i => (i.VnfdSoftwareImageId, i.VimConnectionId)),
                ComputeResourceFlavours = Union(known.ComputeResourceFlavours, given.ComputeResourceFlavours, static f => (f.VnfdVirtualComputeDescId, f.VimConnectionId)),
            };

    private static List<T>? Union<T>(IReadOnlyList<T>? known, IReadOnlyList<T>? given, Func<T, (string, string?)> key)
        => known is null && given is null ? null : [.. (given ?? []).Concat(known ?? []).DistinctBy(key)];

    /// <summary>The instance with the VIM connections of the grant that it does not know yet (SOL003 §9.5.2.3 vimConnectionInfo); null: its attributes stay as they are.</summary>
    private static Sol.VnfLcm.VnfInstance? Connected(VnfRecord instance, VnfIntent intent, Grant grant)
    {
        var resource = intent.Instance ?? instance.Resource;
        var unknown = (grant.VimConnectionInfo ?? new Dictionary<string, VimConnectionInfo>(StringComparer.Ordinal)).Where(c => resource.VimConnectionInfo?.ContainsKey(c.Key) != true)
            .ToDictionary(StringComparer.Ordinal);
        return unknown.Count == 0
            ? intent.Instance
            : resource with { VimConnectionInfo = Attributes.Connections(resource, unknown), InstantiatedVnfInfo = null };
    }
}
