namespace NfvOrchestrator.Performance.Measurements;

/// <summary>A measurement (ETSI GS NFV-IFA 027 §7.2).</summary>
/// <param name="Name">Measurement name, for example <c>VCpuUsageMeanVnf</c>.</param>
/// <param name="Group">Measurement group.</param>
/// <param name="ObjectTypes">Types of object that have it; the first is meant when none is said (version 1).</param>
/// <param name="Metric">The metric on the topic <c>nfv.metrics</c> that it is made of.</param>
/// <param name="Kind">How it is made of that.</param>
/// <param name="Unit">Unit of its values.</param>
public sealed record Measurement(string Name, string Group, IReadOnlyList<string> ObjectTypes, string Metric, MeasurementKind Kind, string Unit);
