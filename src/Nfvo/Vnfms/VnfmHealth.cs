namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>What a VNFM answered when it was last asked, by the process that answers.</summary>
/// <param name="State">Whether it answers.</param>
/// <param name="CheckedAt">When; null: not yet.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Versions">Versions of VNF LCM that it offers.</param>
public sealed record VnfmHealth(VnfmState State, DateTimeOffset? CheckedAt = null, string? Detail = null, IReadOnlyList<string>? Versions = null);
