using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Descriptors;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <summary>Descriptors that an NFVO would hand out.</summary>
internal sealed class KnownVnfds(params IReadOnlyList<VnfDescriptor> vnfds) : IVnfdSource
{
    public Task<OnboardedVnfd?> FindForNewAsync(TenantId tenant, string vnfdId, CancellationToken cancellationToken)
        => Task.FromResult(vnfds.FirstOrDefault(v => v.DescriptorId == vnfdId) is { } found ? new OnboardedVnfd("package", found) : null);

    public Task<OnboardedVnfd?> FindAsync(TenantId tenant, string vnfdId, CancellationToken cancellationToken) => FindForNewAsync(tenant, vnfdId, cancellationToken);

    public Task<string?> FindVnfdIdAsync(TenantId tenant, string vnfPkgId, CancellationToken cancellationToken) => Task.FromResult<string?>(vnfds[0].DescriptorId);
}
