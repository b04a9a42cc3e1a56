namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>What a project holds: resources of each kind, and what belongs to networks and ports besides.</summary>
internal sealed class CloudListing(IReadOnlyDictionary<string, IReadOnlyList<string>> byName)
{
    public const string Subnets = "subnet";
    public const string Trunks = "trunk";
    public const string Routers = "router";
    public const string FloatingIps = "floating-ip";

    /// <summary>All lists with their names.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> All => byName;

    /// <summary>Identifiers of the resources of the kinds that are listed.</summary>
    public IEnumerable<(VimResourceKind Kind, IReadOnlyList<string> Ids)> Kinds => VimResourceKinds.All.Where(k => byName.ContainsKey(k.Token())).Select(k => (k, byName[k.Token()]));

    /// <summary>Identifiers of the resources of a kind.</summary>
    public IReadOnlyList<string> this[VimResourceKind kind] => byName[kind.Token()];

    /// <summary>Identifiers of subnets, trunks and routers; floating IPs by their address.</summary>
    public IReadOnlyList<string> this[string part] => byName[part];
}
