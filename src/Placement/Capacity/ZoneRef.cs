namespace NfvOrchestrator.Placement.Capacity;

/// <summary>A zone of a VIM.</summary>
/// <param name="VimId">The VIM.</param>
/// <param name="ZoneId">The zone; null means any of the VIM's.</param>
public readonly record struct ZoneRef(string VimId, string? ZoneId)
{
    internal bool Covers(ZoneCounters zone) => zone.VimId == VimId && (ZoneId is null || zone.ZoneId == ZoneId);
}
