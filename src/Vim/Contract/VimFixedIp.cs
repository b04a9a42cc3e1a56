namespace NfvOrchestrator.Vim;

/// <summary>An address wanted on a port.</summary>
public sealed record VimFixedIp
{
    /// <summary>The address; absent draws one from the subnet.</summary>
    public string? Address { get; init; }

    /// <summary>Subnet from which to draw, by its block.</summary>
    public string? SubnetCidr { get; init; }

    /// <summary>Subnet from which to draw, by the VIM's identifier, instead of <see cref="SubnetCidr"/>.</summary>
    public string? SubnetId { get; init; }
}
