namespace NfvOrchestrator.Performance.Periods;

/// <summary>The value of one measurement of one object for one collection period.</summary>
/// <param name="InstanceId">The measured instance.</param>
/// <param name="SubObject">The sub-object; null: the instance as a whole.</param>
/// <param name="Metric">The measurement, as asked for.</param>
/// <param name="At">End of the period.</param>
/// <param name="Value">The value.</param>
public sealed record MeasuredValue(string InstanceId, string? SubObject, string Metric, DateTimeOffset At, double Value);
