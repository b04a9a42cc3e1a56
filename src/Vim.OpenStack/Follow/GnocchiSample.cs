namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>A measure of a server, or of an interface of one, in the terms of the measurement catalogue.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">The value.</param>
/// <param name="At">When it was measured.</param>
internal readonly record struct GnocchiSample(string Metric, string Unit, double Value, DateTimeOffset At);
