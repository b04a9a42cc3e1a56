namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>Not a resource: a point in a plan that is passed when servers are healthy. An instance never has one.</summary>
public sealed record GateSpec : ResourceSpec
{
    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.Gate;

    /// <summary>Keys of the server nodes that must be up.</summary>
    public required IReadOnlyList<string> ServerKeys { get; init; }

    /// <summary>Seconds they must have been up without a break.</summary>
    public int SoakSeconds { get; init; }
}
