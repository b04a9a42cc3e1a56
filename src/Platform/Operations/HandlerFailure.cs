namespace NfvOrchestrator.Platform.Operations;

/// <summary>A handler threw.</summary>
/// <param name="At">When.</param>
/// <param name="Until">After this time the entry is out of date: the operation was tried again, here or elsewhere.</param>
/// <param name="Error">What.</param>
internal sealed record HandlerFailure(DateTimeOffset At, DateTimeOffset Until, string Error);
