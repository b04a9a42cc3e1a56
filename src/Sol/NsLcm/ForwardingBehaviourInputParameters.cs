namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Forwarding behaviour input parameters (SOL005 §6.5).</summary>
public sealed record ForwardingBehaviourInputParameters
{
    /// <summary>Algortihm name.</summary>
    public ForwardingBehaviourInputParametersAlgortihmName? AlgortihmName { get; init; }

    /// <summary>Algorithm weights.</summary>
    public IReadOnlyList<int>? AlgorithmWeights { get; init; }
}
