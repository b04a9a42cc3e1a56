namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>One resource of a target state.</summary>
public sealed record ResourceNode
{
    /// <summary>
    /// Identity within the instance, stable over operations, for example <c>compute/upf_dp/1</c>. With the instance id it is the identity in the
    /// VIM, chosen before the resource exists: doing a step twice finds the first result.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>What it shall be like.</summary>
    public required ResourceSpec Spec { get; init; }

    /// <summary>Keys of nodes of the same graph that must exist before it.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];
}
