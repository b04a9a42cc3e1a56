namespace NfvOrchestrator.Vnfm.Api;

/// <summary>A step of a plan that was only shown.</summary>
public sealed record VnfOperationPlanStep
{
    /// <summary>Identifier within the plan.</summary>
    public required string Id { get; init; }

    /// <summary>Create, Update, Release or Delete.</summary>
    public required string Action { get; init; }

    /// <summary>Kind of the resource.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Key of the resource, for VNFCs their identifier.</summary>
    public required string Resource { get; init; }

    /// <summary>Steps that come before it.</summary>
    public required IReadOnlyList<string> DependsOn { get; init; }
}
