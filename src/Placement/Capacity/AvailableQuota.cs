namespace NfvOrchestrator.Placement.Capacity;

/// <summary>A quota that has room for what it lacked, or that was set anew.</summary>
/// <param name="VimId">The VIM.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Dimensions">What of it there is now.</param>
public sealed record AvailableQuota(string VimId, string Tenant, IReadOnlyList<ResourceDimension> Dimensions);
