namespace NfvOrchestrator.Tosca.Model;

/// <summary>A managed container infrastructure object package, e.g. a Helm chart (SOL001 §6.8.14).</summary>
public sealed record Mciop
{
    /// <summary>Node template name; mciopId in SOL003.</summary>
    public required string Id { get; init; }

    /// <summary>Deployable units that it deploys.</summary>
    public IReadOnlyList<string> AssociatedVduIds { get; init; } = [];

    /// <summary>Charts or other artifacts, in order.</summary>
    public IReadOnlyList<LifecycleArtifact> Artifacts { get; init; } = [];
}
