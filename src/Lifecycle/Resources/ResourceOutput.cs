namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>What a step reports about its resource; kept in the journal and in the instance record.</summary>
public sealed record ResourceOutput
{
    /// <summary>Identifier in the VIM, of the child VNF instance, or of the path.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The VIM connection it lives in; null for what no VIM holds.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>Zone it was placed in.</summary>
    public string? Zone { get; init; }

    /// <summary>Host it runs on, when the VIM tells.</summary>
    public string? Host { get; init; }

    /// <summary>Virtual CPUs of a server as the VIM made it, when it tells; a flavour that somebody named may have others than the descriptor.</summary>
    public int? VirtualCpus { get; init; }

    /// <summary>Memory of a server in MiB, likewise.</summary>
    public long? MemoryMib { get; init; }

    /// <summary>MAC address of a port.</summary>
    public string? MacAddress { get; init; }

    /// <summary>IP addresses of a port.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The outer address that is translated to one of a port's.</summary>
    public string? FloatingAddress { get; init; }

    /// <summary>Identifier in the VIM of the trunk a port is the parent of.</summary>
    public string? TrunkId { get; init; }

    /// <summary>What the resource was to have and goes without, in words; null: it has everything.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>Hops of a path, in order, as <c>device/inPort-outPort</c>.</summary>
    public IReadOnlyList<string> Hops { get; init; } = [];

    /// <summary>The lifecycle operation that brought up a child VNF.</summary>
    public string? OperationId { get; init; }
}
