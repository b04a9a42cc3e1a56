using System.Text.Json;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>What an operation changed in the instance besides its resources (SOL003 §5.5.2.13 changedInfo, changedExtConnectivity). Pure.</summary>
internal static class VnfChanges
{
    /// <summary>Changed attributes with their new values; null: none.</summary>
    public static VnfInfoModifications? Info(VnfInstance before, VnfInstance after)
    {
        var changes = new VnfInfoModifications
        {
            VnfInstanceName = before.VnfInstanceName == after.VnfInstanceName ? null : after.VnfInstanceName ?? "",
            VnfInstanceDescription = before.VnfInstanceDescription == after.VnfInstanceDescription ? null : after.VnfInstanceDescription ?? "",
            VnfConfigurableProperties = Changed(before, after, static i => i.VnfConfigurableProperties),
            Metadata = Changed(before, after, static i => i.Metadata),
            Extensions = Changed(before, after, static i => i.Extensions),
            VimConnectionInfo = Changed(before, after, static i => i.VimConnectionInfo),
            VnfcInfoModifications = Vnfcs(before.InstantiatedVnfInfo, after.InstantiatedVnfInfo),
            VnfdId = before.VnfdId == after.VnfdId ? null : after.VnfdId,
            VnfProductName = before.VnfProductName == after.VnfProductName ? null : after.VnfProductName,
            VnfSoftwareVersion = before.VnfSoftwareVersion == after.VnfSoftwareVersion ? null : after.VnfSoftwareVersion,
            VnfdVersion = before.VnfdVersion == after.VnfdVersion ? null : after.VnfdVersion,
        };
        return changes == new VnfInfoModifications() ? null : changes;
    }

    /// <summary>Attributes that a change of package changed (SOL003 §5.5.3.22), with their new values; null: none.</summary>
    public static ModificationsTriggeredByVnfPkgChange? ByPackage(VnfInstance before, VnfInstance after)
    {
        var changes = Info(before, after);
        return changes is null ? null : new ModificationsTriggeredByVnfPkgChange
        {
            VnfConfigurableProperties = changes.VnfConfigurableProperties,
            Metadata = changes.Metadata,
            Extensions = changes.Extensions,
            VnfdId = changes.VnfdId,
            VnfProductName = changes.VnfProductName,
            VnfSoftwareVersion = changes.VnfSoftwareVersion,
            VnfdVersion = changes.VnfdVersion,
            VimConnectionInfo = changes.VimConnectionInfo,
        };
    }

    /// <summary>External virtual links that were connected, changed or left, as they are now; null: none.</summary>
    public static IReadOnlyList<ExtVirtualLinkInfo>? Connectivity(VnfInstance before, VnfInstance after)
    {
        var old = (before.InstantiatedVnfInfo?.ExtVirtualLinkInfo ?? []).ToDictionary(l => l.Id, StringComparer.Ordinal);
        var changed = (after.InstantiatedVnfInfo?.ExtVirtualLinkInfo ?? []).Where(l => !old.TryGetValue(l.Id, out var was) || !Same(was, l)).ToList();
        return changed.Count == 0 ? null : changed;
    }

    private static IReadOnlyDictionary<string, T>? Changed<T>(VnfInstance before, VnfInstance after, Func<VnfInstance, IReadOnlyDictionary<string, T>?> part)
    {
        var now = part(after) ?? new Dictionary<string, T>(StringComparer.Ordinal);
        var was = part(before) ?? new Dictionary<string, T>(StringComparer.Ordinal);
        return now.Count == was.Count && now.All(n => was.TryGetValue(n.Key, out var old) && SameValue(old, n.Value)) ? null : now;
    }

    private static List<VnfcInfoModifications>? Vnfcs(InstantiatedVnfInfo? before, InstantiatedVnfInfo? after)
    {
        var old = (before?.VnfcInfo ?? []).ToDictionary(v => v.Id, v => v.VnfcConfigurableProperties, StringComparer.Ordinal);
        var changed = (after?.VnfcInfo ?? [])
            .Where(v => v.VnfcConfigurableProperties is { } now && !(old.GetValueOrDefault(v.Id) is { } was && was.Count == now.Count && now.All(n => was.TryGetValue(n.Key, out var w) && SameValue(w, n.Value))))
            .Select(v => new VnfcInfoModifications { Id = v.Id, VnfcConfigurableProperties = v.VnfcConfigurableProperties! })
            .ToList();
        return changed.Count == 0 ? null : changed;
    }

    private static bool SameValue<T>(T left, T right)
        => left is JsonElement one && right is JsonElement other ? JsonElement.DeepEquals(one, other) : EqualityComparer<T>.Default.Equals(left, right);

    private static bool Same(ExtVirtualLinkInfo left, ExtVirtualLinkInfo right)
        => JsonSerializer.SerializeToUtf8Bytes(left, VnfLcmJsonContext.Default.ExtVirtualLinkInfo).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(right, VnfLcmJsonContext.Default.ExtVirtualLinkInfo));
}
