namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Who reports bandwidth to Placement.</summary>
/// <param name="Told">Whether Placement told; false: the account may not ask, and nothing is known.</param>
/// <param name="Traits">Traits of each provider of bandwidth: the physical network it is wired to, and the vNIC types it serves.</param>
internal sealed record BandwidthProviders(bool Told, IReadOnlyList<IReadOnlyList<string>> Traits)
{
    private const string PhysicalPrefix = "CUSTOM_PHYSNET_";
    private const string VnicPrefix = "CUSTOM_VNIC_TYPE_";
    private const string Tunnel = "CUSTOM_NETWORK_TUNNEL_PROVIDER";

    /// <summary>Nothing is known.</summary>
    public static BandwidthProviders Untold { get; } = new(false, []);

    /// <summary>Physical networks that have some, in Placement's spelling (upper case, everything but letters and digits an underscore); <c>tunnel</c> for tunnelled networks.</summary>
    public IReadOnlyList<string> Networks =>
        [.. Traits.SelectMany(static t => t).Where(static t => t.StartsWith(PhysicalPrefix, StringComparison.Ordinal) || t == Tunnel).Select(static t => t == Tunnel ? "tunnel" : t[PhysicalPrefix.Length..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether a port can have a guarantee.</summary>
    /// <param name="physicalNetwork">What its network is wired to; empty: it is tunnelled.</param>
    /// <param name="vnic">How it reaches its server.</param>
    public bool Guarantee(string physicalNetwork, VimVnicType vnic)
    {
        var network = physicalNetwork.Length == 0 ? Tunnel : PhysicalPrefix + Normal(physicalNetwork);
        var type = VnicPrefix + vnic;
        return Traits.Any(provider => provider.Contains(network, StringComparer.Ordinal) && provider.Contains(type, StringComparer.Ordinal));
    }

    /// <summary>As os-traits spells names.</summary>
    private static string Normal(string name) => string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
