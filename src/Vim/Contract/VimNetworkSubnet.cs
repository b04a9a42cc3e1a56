namespace NfvOrchestrator.Vim;

/// <summary>A subnet of a network as a VIM has it.</summary>
/// <param name="Id">The VIM's identifier.</param>
/// <param name="Cidr">Address block, e.g. <c>10.0.0.0/24</c>.</param>
public sealed record VimNetworkSubnet(string Id, string Cidr)
{
    /// <summary>Name servers that guests are told, in order; absent when there are none.</summary>
    public IReadOnlyList<string>? DnsServers { get; init; }

    /// <summary>Routes that guests are told; absent when there are none.</summary>
    public IReadOnlyList<VimHostRoute>? HostRoutes { get; init; }
}
