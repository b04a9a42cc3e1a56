namespace NfvOrchestrator.Vim;

/// <summary>A network as a VIM has it, whoever made it.</summary>
public sealed record VimNetwork
{
    /// <summary>The VIM's identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The VIM's name.</summary>
    public string? Name { get; init; }

    /// <summary>Its subnets; none: layer 2 only.</summary>
    public required IReadOnlyList<VimNetworkSubnet> Subnets { get; init; }
}
