using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vnfm.Descriptors;

/// <summary>Where the VNFM finds descriptors.</summary>
public interface IVnfdSource
{
    /// <summary>Finds a descriptor of the tenant; null when the NFVO has no onboarded, enabled package with it.</summary>
    Task<OnboardedVnfd?> FindAsync(TenantId tenant, string vnfdId, CancellationToken cancellationToken);
}
