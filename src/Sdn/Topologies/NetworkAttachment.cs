namespace NfvOrchestrator.Sdn.Topologies;

/// <summary>Something outside the forwarding network that paths start and end at.</summary>
public sealed record NetworkAttachment
{
    /// <summary>Name, unique in the controller: <c>n3_sap</c>, <c>vim-1.n6</c>, or the host id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required AttachmentKind Kind { get; init; }

    /// <summary>The edge port it is plugged into.</summary>
    public required ConnectPoint Location { get; init; }

    /// <summary>Whether the edge port is enabled and its device available.</summary>
    public required NetworkState State { get; init; }

    /// <summary>For <see cref="AttachmentKind.NFVI_POP"/>: the VIM behind it.</summary>
    public string? VimId { get; init; }

    /// <summary>For <see cref="AttachmentKind.NFVI_POP"/>: the provider network there, for example <c>n3</c>.</summary>
    public string? Network { get; init; }

    /// <summary>For hosts: the MAC address.</summary>
    public string? Mac { get; init; }

    /// <summary>For hosts: the learnt addresses.</summary>
    public IReadOnlyList<string> IpAddresses { get; init; } = [];
}
