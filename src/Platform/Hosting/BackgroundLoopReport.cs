namespace NfvOrchestrator.Platform.Hosting;

/// <summary>How a background loop was doing at one moment.</summary>
/// <param name="Name">The loop.</param>
/// <param name="LastSuccess">End of its last good turn; null: none yet.</param>
/// <param name="LastFailure">End of its last failed turn; null: none yet.</param>
/// <param name="LastError">What failed then.</param>
/// <param name="ConsecutiveFailures">Failed turns since the last good one.</param>
public sealed record BackgroundLoopReport(string Name, DateTimeOffset? LastSuccess, DateTimeOffset? LastFailure, string? LastError, int ConsecutiveFailures);
