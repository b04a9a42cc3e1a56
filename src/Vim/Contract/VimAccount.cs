namespace NfvOrchestrator.Vim;

/// <summary>An account at a VIM: what an adapter can create resources in. Credentials stay in the adapter.</summary>
public sealed record VimAccount
{
    /// <summary>Identifier; the SOL <c>vimConnectionId</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Type, e.g. <c>ETSINFV.OPENSTACK_KEYSTONE.V_3</c> or <c>NFVORCHESTRATOR.SIMULATOR.V_1</c>.</summary>
    public required string VimType { get; init; }

    /// <summary>Availability zones.</summary>
    public IReadOnlyList<string> Zones { get; set; } = [];

    /// <summary>Whether it answers.</summary>
    public required VimHealth Health { get; init; }

    /// <summary>Why it is not healthy, or what it lacks.</summary>
    public string? HealthDetail { get; init; }
}
