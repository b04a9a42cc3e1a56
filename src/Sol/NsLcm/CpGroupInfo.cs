namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>CP group information (SOL005 §6.5).</summary>
public sealed record CpGroupInfo
{
    /// <summary>CP pair information.</summary>
    public IReadOnlyList<CpPairInfo>? CpPairInfo { get; init; }

    /// <summary>Forwarding behaviour.</summary>
    public CpGroupInfoForwardingBehaviour? ForwardingBehaviour { get; init; }

    /// <summary>Forwarding behaviour input parameters.</summary>
    public ForwardingBehaviourInputParameters? ForwardingBehaviourInputParameters { get; init; }
}
