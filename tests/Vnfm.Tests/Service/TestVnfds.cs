using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Descriptors;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>Descriptors in memory; disabled ones are not for new instances.</summary>
internal sealed class TestVnfds : IVnfdSource
{
    public Dictionary<string, VnfDescriptor> ById { get; } = new(StringComparer.Ordinal) { [TestVnfd.Id] = TestVnfd.Descriptor, [TestVnfd.NextId] = TestVnfd.Next };

    public HashSet<string> Disabled { get; } = new(StringComparer.Ordinal);

    public Task<OnboardedVnfd?> FindForNewAsync(Platform.Store.TenantId tenant, string vnfdId, CancellationToken cancellationToken)
        => Disabled.Contains(vnfdId) ? Task.FromResult<OnboardedVnfd?>(null) : FindAsync(tenant, vnfdId, cancellationToken);

    public Task<OnboardedVnfd?> FindAsync(Platform.Store.TenantId tenant, string vnfdId, CancellationToken cancellationToken)
        => Task.FromResult(ById.TryGetValue(vnfdId, out var vnfd) ? new OnboardedVnfd("pkg-" + vnfdId, vnfd) : null);

    public Task<string?> FindVnfdIdAsync(Platform.Store.TenantId tenant, string vnfPkgId, CancellationToken cancellationToken)
        => Task.FromResult(ById.Keys.FirstOrDefault(id => "pkg-" + id == vnfPkgId));
}
