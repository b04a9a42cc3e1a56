using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>A disagreement as seen in one look.</summary>
/// <param name="Kind">How.</param>
/// <param name="VnfInstanceId">The instance; null when the resource is tagged with none.</param>
/// <param name="Ours">The resource in the record; null for orphans.</param>
/// <param name="VimKind">Kind of the resource in the VIM.</param>
/// <param name="VimKey">Its key there.</param>
/// <param name="Theirs">As the VIM has it; null when it is missing.</param>
/// <param name="Differences">What is not as it should be.</param>
internal sealed record Observation(
    FindingKind Kind, string? VnfInstanceId, ManagedResource? Ours, VimResourceKind VimKind, string VimKey, VimResource? Theirs, IReadOnlyList<FindingDifference> Differences)
{
    /// <summary>In words.</summary>
    public string Detail => Kind switch
    {
        FindingKind.MISSING => $"'{Ours!.Node.Key}' of the VNF instance '{VnfInstanceId}' ({VimKind.Token()} '{VimKey}', VIM id {Ours.ResourceId ?? "unknown"}) is not in the VIM. Heal the VNF.",
        FindingKind.ORPHANED => $"{VimKind.Token()} '{VimKey}' (VIM id {Theirs!.VimResourceId ?? "unknown"}) is tagged as this VNFM's, instance '{VnfInstanceId ?? "none"}', and belongs to nothing it knows. Delete it in the VIM when nobody needs it.",
        _ => $"'{Ours!.Node.Key}' of the VNF instance '{VnfInstanceId}' is not as it should be: {string.Join("; ", Differences.Select(d => $"{d.Attribute} should be {d.Expected} and is {d.Observed}"))}.",
    };
}
