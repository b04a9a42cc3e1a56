namespace NfvOrchestrator.Performance.Measurements;

/// <summary>An object, or sub-object, whose values are reported on their own.</summary>
/// <param name="SubObjectInstanceId">The sub-object (a VNFC, a connection point); null: the instance as a whole.</param>
/// <param name="SampleKeys">The keys under which its samples come; null: all of the instance.</param>
public sealed record MeasuredObject(string? SubObjectInstanceId, IReadOnlyList<string>? SampleKeys);
