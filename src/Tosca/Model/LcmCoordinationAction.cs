namespace NfvOrchestrator.Tosca.Model;

/// <summary>A coordination action that the VNF or its EM supports during an operation (SOL001 §6.10.15 LcmCoordinationAction, SOL002 §10).</summary>
public sealed record LcmCoordinationAction
{
    /// <summary>Policy name.</summary>
    public required string Id { get; init; }

    /// <summary>coordinationActionName of SOL002.</summary>
    public required string ActionName { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary><c>mgmt</c>: the EM offers the interface; <c>vnf</c>: the VNF itself does; null: not said.</summary>
    public string? EndpointType { get; init; }

    /// <summary><c>start</c>: after the grant, before the resources change; <c>end</c>: after they changed; null: VNF-specific.</summary>
    public string? CoordinationStage { get; init; }

    /// <summary>What is sent with the request.</summary>
    public IReadOnlyList<ParameterDeclaration> InputParameters { get; init; } = [];

    /// <summary>What comes back.</summary>
    public IReadOnlyList<ParameterDeclaration> OutputParameters { get; init; } = [];
}
