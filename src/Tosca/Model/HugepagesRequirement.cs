namespace NfvOrchestrator.Tosca.Model;

/// <summary>Huge pages of one size.</summary>
/// <param name="PageSizeKiB">Page size in KiB; 0 = any.</param>
/// <param name="RequestedMiB">Memory to be backed by such pages, in MiB.</param>
public sealed record HugepagesRequirement(long PageSizeKiB, long RequestedMiB);
