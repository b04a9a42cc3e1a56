namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>The last look at a tenant's VIMs.</summary>
public sealed record TruthCheckStatus
{
    /// <summary>When the next one is due; absent: when asked for.</summary>
    public DateTimeOffset? NextLookAt { get; init; }

    /// <summary>When the last one ended; absent: there was none.</summary>
    public DateTimeOffset? LastLookAt { get; init; }

    /// <summary>Instances compared.</summary>
    public int Instances { get; init; }

    /// <summary>Instances left out because an operation works, or worked meanwhile, on them.</summary>
    public int InstancesLeftOut { get; init; }

    /// <summary>Resources in the VIMs.</summary>
    public int VimResources { get; init; }

    /// <summary>Findings now.</summary>
    public int Findings { get; init; }

    /// <summary>VIM accounts that could not be asked, and why; nothing was concluded about them.</summary>
    public IReadOnlyDictionary<string, string>? Unreachable { get; init; }
}
