using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Execution;

/// <summary>Whose resources a run works on, and where.</summary>
/// <param name="Tenant">The owner.</param>
/// <param name="InstanceId">The VNF or NS instance.</param>
/// <param name="OperationId">The operation, for the tags.</param>
/// <param name="VimConnectionId">The VIM account.</param>
/// <param name="MayBeBroken">True on a retry: what is there may be a wreck of the run before.</param>
public sealed record VimScope(TenantId Tenant, string InstanceId, string OperationId, string VimConnectionId, bool MayBeBroken)
{
    /// <summary>The run of the operation: actions of another run are other actions.</summary>
    public int Run { get; init; }

    /// <summary>
    /// Keys of affinity groups of the plan that the grant keeps, although servers of it name them as groups of the VIM: an earlier version, which made it, had them all there. Those that it made there count, the others are
    /// not made any more.
    /// </summary>
    public IReadOnlySet<string> RulesOfGrant { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whose resources these are, for the tags: the service that is to find them again.</summary>
    public string? ManagedBy { get; init; }

    /// <summary>Seconds a guest gets to shut down by itself before it is switched off; null: it is switched off at once.</summary>
    public int? GracefulStopSeconds { get; init; }
}
