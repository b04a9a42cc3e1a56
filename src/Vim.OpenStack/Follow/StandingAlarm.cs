namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>A fault of a host or a port whose alarm was raised and not cleared. Kept in the store: it outlives the process and the account's settings, so that its end is told whoever sees it.</summary>
internal sealed record StandingAlarm
{
    /// <summary>Tenant that registered the account; empty for accounts of the configuration.</summary>
    public required string Owner { get; init; }

    public required string AccountId { get; init; }

    /// <summary>Whose alarm it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>Name of the host; null: it is about a port.</summary>
    public string? Host { get; init; }

    /// <summary>Neutron's identifier of the port; null: it is about a host.</summary>
    public string? PortId { get; init; }

    /// <summary>Key of the port.</summary>
    public string? Key { get; init; }

    /// <summary>The instance that the port belongs to.</summary>
    public string? InstanceId { get; init; }
}
