using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Security;

/// <summary>
/// The tenant on whose behalf the current flow of control works: set for every request by the host, and by the operation engine around a handler.
/// Outgoing calls to other services of the house carry it in <see cref="HeaderName"/>. It decides nothing inside a service: reads and writes name their tenant explicitly.
/// </summary>
public static class TenantContext
{
    /// <summary>The request header in which a caller with the role <see cref="NfvRoles.Service"/> names the tenant it acts for.</summary>
    public const string HeaderName = "X-NFV-Tenant";

    private static readonly AsyncLocal<TenantId?> Ambient = new();

    /// <summary>The tenant of this flow; null outside requests and operations.</summary>
    public static TenantId? Current => Ambient.Value;

    /// <summary>Makes <paramref name="tenant"/> the current one until the answer is disposed.</summary>
    public static IDisposable Use(TenantId tenant)
    {
        var before = Ambient.Value;
        Ambient.Value = tenant;
        return new Restore(before);
    }

    private sealed class Restore(TenantId? before) : IDisposable
    {
        public void Dispose() => Ambient.Value = before;
    }
}
