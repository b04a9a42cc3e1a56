using System.Net;
using System.Text.Json;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.VnfConfig;

namespace NfvOrchestrator.Vnfm.Management;

/// <summary>Pushes configurable properties to an element manager or VNF (SOL002 §9).</summary>
internal static class VnfConfiguration
{
    private const int MaxAttempts = 3;

    /// <summary>The change that sets properties.</summary>
    public static JsonElement Body(IReadOnlyDictionary<string, JsonElement>? properties, IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> vnfcs) => JsonSerializer.SerializeToElement(
        new VnfConfigModifications
        {
            VnfConfigurationData = properties is { Count: > 0 } ? new VnfConfigurationData { VnfSpecificData = properties } : null,
            VnfcConfigurationData = vnfcs.Count == 0 ? null : [.. vnfcs.Select(static v => new VnfcConfigurationData { VnfcInstanceId = v.Key, VnfcSpecificData = v.Value })],
        },
        VnfConfigJsonContext.Default.VnfConfigModifications);

    /// <summary>Pushes. Somebody else's change in between is read first, and kept where it is about other properties: it is a merge.</summary>
    public static async Task PushAsync(HttpClient manager, JsonElement change, CancellationToken cancellationToken)
    {
        var client = new VnfConfigurationClient(manager);
        var body = change.Deserialize(VnfConfigJsonContext.Default.VnfConfigModifications)!;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await client.PatchAsync(body, await client.GetTagAsync(cancellationToken), cancellationToken);
                return;
            }
            catch (SolRequestException changed) when (changed.Status == HttpStatusCode.PreconditionFailed && attempt < MaxAttempts)
            {
                // Changed between our two requests: look again.
            }
        }
    }
}
