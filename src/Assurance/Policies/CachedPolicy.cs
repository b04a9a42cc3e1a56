using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Assurance.Policies;

/// <summary>A policy with its owner and version.</summary>
internal sealed record CachedPolicy(TenantId Tenant, long Version, ScalingPolicy Policy);
