using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>What subscription filters of every VNFM interface look at in a VNF instance (SOL003 §4.4.1.5 VnfInstanceSubscriptionFilter).</summary>
internal static class VnfInstanceFacts
{
    /// <summary>The facts of a notification of some type about an instance.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Of(VnfInstance instance, string notificationType) => new(StringComparer.Ordinal)
    {
        ["notificationTypes"] = [notificationType],
        ["vnfdIds"] = [instance.VnfdId],
        ["vnfInstanceIds"] = [instance.Id],
        ["vnfInstanceNames"] = instance.VnfInstanceName is null ? [] : [instance.VnfInstanceName],
        ["vnfProvider"] = [instance.VnfProvider],
        ["vnfProductName"] = [instance.VnfProductName],
        ["vnfSoftwareVersion"] = [instance.VnfSoftwareVersion],
        ["vnfdVersion"] = [instance.VnfdVersion],
    };

    /// <summary>A filter as alternatives over the facts.</summary>
    /// <param name="common">What holds in every alternative; taken over.</param>
    /// <param name="instances">The part about instances.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(Dictionary<string, IReadOnlyList<string>> common, VnfInstanceSubscriptionFilter? instances)
    {
        Add(common, "vnfdIds", instances?.VnfdIds);
        Add(common, "vnfInstanceIds", instances?.VnfInstanceIds);
        Add(common, "vnfInstanceNames", instances?.VnfInstanceNames);
        if (instances?.VnfProductsFromProviders is not { Count: > 0 } providers)
        {
            return common.Count == 0 ? [] : [common];
        }
        return [.. providers.SelectMany(Products).Select(product =>
        {
            foreach (var (name, values) in common)
            {
                product[name] = values;
            }
            return product;
        })];
    }

    /// <summary>Adds a demand, unless it demands nothing.</summary>
    public static void Add(Dictionary<string, IReadOnlyList<string>> to, string name, IEnumerable<string>? values)
    {
        if (values?.ToList() is { Count: > 0 } list)
        {
            to[name] = list;
        }
    }

    private static IEnumerable<Dictionary<string, IReadOnlyList<string>>> Products(VnfProductsFromProvider provider)
    {
        if (provider.VnfProducts is not { Count: > 0 } products)
        {
            yield return new(StringComparer.Ordinal) { ["vnfProvider"] = [provider.VnfProvider] };
            yield break;
        }
        foreach (var product in products)
        {
            if (product.Versions is not { Count: > 0 } versions)
            {
                yield return new(StringComparer.Ordinal) { ["vnfProvider"] = [provider.VnfProvider], ["vnfProductName"] = [product.VnfProductName] };
                continue;
            }
            foreach (var version in versions)
            {
                var one = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
                {
                    ["vnfProvider"] = [provider.VnfProvider],
                    ["vnfProductName"] = [product.VnfProductName],
                    ["vnfSoftwareVersion"] = [version.VnfSoftwareVersion],
                };
                Add(one, "vnfdVersion", version.VnfdVersions);
                yield return one;
            }
        }
    }
}
