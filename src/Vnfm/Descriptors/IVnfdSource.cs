using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vnfm.Descriptors;

/// <summary>Where the VNFM finds descriptors.</summary>
public interface IVnfdSource
{
    /// <summary>The descriptor for a new instance, as the NFVO has it now; null when it has no onboarded, enabled package with it.</summary>
    Task<OnboardedVnfd?> FindForNewAsync(TenantId tenant, string vnfdId, CancellationToken cancellationToken);

    /// <summary>The VNFD of an onboarded package; null when there is no such package.</summary>
    Task<string?> FindVnfdIdAsync(TenantId tenant, string vnfPkgId, CancellationToken cancellationToken);

    /// <summary>The descriptor of an instance that exists, as it was when the VNFM first used it; null when it is not kept and the NFVO no longer has it.</summary>
    /// <exception cref="InvalidDataException">The package of the NFVO is too large, damaged, or holds no usable VNFD.</exception>
    Task<OnboardedVnfd?> FindAsync(TenantId tenant, string vnfdId, CancellationToken cancellationToken);
}
