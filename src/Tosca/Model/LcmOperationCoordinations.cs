namespace NfvOrchestrator.Tosca.Model;

/// <summary>Coordination actions of one lifecycle operation (SOL001 §6.10.16 LcmCoordinationsForLcmOperation).</summary>
public sealed record LcmOperationCoordinations
{
    /// <summary>Policy name.</summary>
    public required string Id { get; init; }

    /// <summary><c>instantiate</c>, <c>scale</c>, <c>scale_to_level</c>, <c>change_flavour</c>, <c>terminate</c>, <c>heal</c>, <c>operate</c>, <c>change_ext_conn</c>, <c>modify_info</c>, <c>create_snapshot</c> or <c>revert_to_snapshot</c>.</summary>
    public required string VnfLcmOperation { get; init; }

    /// <summary>Names of <see cref="DeploymentFlavour.CoordinationActions"/>.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Names of actions that are not described in this VNFD.</summary>
    public IReadOnlyList<string> ReferencedCoordinationActions { get; init; } = [];
}
