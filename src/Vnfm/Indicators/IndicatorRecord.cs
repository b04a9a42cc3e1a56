using NfvOrchestrator.Sol.VnfInd;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>The last known value of an indicator.</summary>
/// <param name="Resource">As SOL003 shows it; links are written when it is read.</param>
/// <param name="ChangedAt">Since when it has this value.</param>
public sealed record IndicatorRecord(VnfIndicator Resource, DateTimeOffset ChangedAt);
