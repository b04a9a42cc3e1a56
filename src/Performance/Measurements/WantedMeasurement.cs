namespace NfvOrchestrator.Performance.Measurements;

/// <summary>A measurement under the name that the client gave it: IFA 027 names may carry the measured object (<c>VCpuUsageMeanVnf.{vnfInstanceId}</c>), and reports repeat what was asked for.</summary>
/// <param name="Name">As asked for.</param>
/// <param name="Measurement">What is meant.</param>
public sealed record WantedMeasurement(string Name, Measurement Measurement);
