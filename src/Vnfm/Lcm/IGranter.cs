using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Asks for permission (SOL003 §9).</summary>
internal interface IGranter
{
    /// <summary>Asks, and waits for the answer; asking again for the same occurrence gives the same grant.</summary>
    /// <exception cref="Execution.LifecycleRejectedException">Refused, or not to be had in time.</exception>
    Task<Grant> AskAsync(GrantRequest request, CancellationToken cancellationToken);

    /// <summary>What the answer would be now, without anything being reserved; null: nobody can tell.</summary>
    /// <exception cref="Execution.LifecycleRejectedException">It would be refused.</exception>
    Task<Grant?> TryOutAsync(GrantRequest request, CancellationToken cancellationToken);
}
