namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Resources at OpenStack that carry our mark and that no record knows.</summary>
/// <param name="Orphans">What was found, or removed.</param>
public sealed record OrphanList(IReadOnlyList<Orphan> Orphans);
