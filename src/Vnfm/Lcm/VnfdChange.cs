using System.Text.Json;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Descriptors;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>The descriptor that a modification or a change of package names for the instance, by VNFD (SOL002) or by package (SOL003).</summary>
internal static class VnfdChange
{
    /// <summary>Finds it; null when the request names none.</summary>
    /// <exception cref="Execution.LifecycleRejectedException">It names one that is not to be had.</exception>
    public static async Task<VnfDescriptor?> FindAsync(IVnfdSource vnfds, TenantId tenant, VnfOperation operation, JsonElement request, CancellationToken cancellationToken)
    {
        if (operation.Type is not (LcmOperationType.MODIFY_INFO or LcmOperationType.CHANGE_VNFPKG))
        {
            return null;
        }
        var package = Text(request, "vnfPkgId");
        var vnfdId = Text(request, "vnfdId");
        if (package is null && vnfdId is null)
        {
            return null;
        }
        var fromPackage = package is null ? null : await vnfds.FindVnfdIdAsync(tenant, package, cancellationToken)
            ?? throw Unfit.Request($"The NFVO has no onboarded VNF package '{package}'.");
        if (fromPackage is not null && vnfdId is not null && fromPackage != vnfdId)
        {
            throw Unfit.Request($"vnfdId '{vnfdId}' and vnfPkgId '{package}' disagree: the package has the VNFD '{fromPackage}'.");
        }
        var found = await vnfds.FindForNewAsync(tenant, vnfdId ?? fromPackage!, cancellationToken)
            ?? throw Unfit.Request($"The NFVO has no onboarded and enabled VNF package with the VNFD '{vnfdId ?? fromPackage}'. Onboard and enable it, then repeat the request.");
        return found.Descriptor;
    }

    private static string? Text(JsonElement request, string name)
        => !request.TryGetProperty(name, out var value) ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString()
            : throw Unfit.Request($"{name} must be a text; it cannot be removed.");
}
