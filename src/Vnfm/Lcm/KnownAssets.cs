using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>The VIM assets that a VNFM knows from grants of before (SOL003 §9.5.2.3 note 3), as far as they still say what is to be used. Pure.</summary>
internal static class KnownAssets
{
    /// <summary>
    /// Those of before that hold for what an operation makes or changes: the images of the same package; the flavours of the same package and deployment flavour, where servers of the VDU still ask
    /// of their host what they asked for when the flavour was named. An NFVO names none where no flavour of the VIM fits, so that silence does not confirm one of before.
    /// </summary>
    /// <param name="instance">The instance.</param>
    /// <param name="draft">The plan as it was asked for.</param>
    public static VimAssets? Of(VnfRecord instance, VnfPlanDraft draft)
    {
        // Those of another package are of no use: after a change of package the NFVO gives the whole set anew.
        if (draft.Intent is not { Descriptor: null, Settings: { VimAssets: { } known } settings })
        {
            return null;
        }
        var servers = draft.Current.Select(r => r.Node.Spec).OfType<ComputeSpec>().ToLookup(s => s.VduId, StringComparer.Ordinal);
        var fitting = draft.Maker is var (flavour, _) && settings.FlavourId == instance.Settings?.FlavourId
            ? flavour.Vdus.Select(VnfTarget.Server).Where(wanted => Fits(wanted, [.. servers[wanted.VduId]], known)).Select(wanted => wanted.VduId).ToHashSet(StringComparer.Ordinal)
            : [];
        return known with { ComputeResourceFlavours = known.ComputeResourceFlavours?.Where(f => fitting.Contains(f.VnfdVirtualComputeDescId)).ToList() };
    }

    private static bool Fits(ComputeSpec wanted, List<ComputeSpec> servers, VimAssets known)
    {
        // Nobody but the descriptor says what a VDU without servers asks for, and an earlier version asked for the numbers alone.
        if (wanted.AsksForNothing)
        {
            return servers.Count == 0 || servers.Exists(s => s.HasSizeOf(wanted));
        }
        // The server was made with this very flavour, not with one that the adapter made while an operation failed.
        var named = (known.ComputeResourceFlavours ?? []).Where(f => f.VnfdVirtualComputeDescId == wanted.VduId).Select(f => f.VimFlavourId).ToHashSet(StringComparer.Ordinal);
        return servers.Exists(s => s.HasSizeOf(wanted) && s.Placement?.FlavourId is { } id && named.Contains(id));
    }
}
