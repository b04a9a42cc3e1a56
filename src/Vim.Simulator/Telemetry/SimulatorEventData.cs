namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Content of the simulator's events on <c>nfv.alarms</c>.</summary>
public sealed record SimulatorEventData
{
    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>Key of the resource, or name of the host.</summary>
    public required string ObjectId { get; init; }

    /// <summary>VNF or NS instance.</summary>
    public string? InstanceId { get; init; }

    /// <summary>VNFC.</summary>
    public string? VnfcId { get; init; }

    /// <summary>VDU.</summary>
    public string? VduId { get; init; }

    /// <summary>State of the resource.</summary>
    public VimResourceState? State { get; init; }

    /// <summary>Error of the resource.</summary>
    public VimError? Error { get; init; }

    /// <summary>The VIM's own identifier.</summary>
    public string? VimResourceId { get; init; }

    /// <summary>Host of the resource.</summary>
    public string? Host { get; init; }

    /// <summary>For a person.</summary>
    public required string Detail { get; init; }
}
