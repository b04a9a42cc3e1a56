namespace NfvOrchestrator.Tosca.Model;

/// <summary>A script or other artifact that implements an operation (IFA011 §7.1.13 LifeCycleManagementScript).</summary>
public sealed record LifecycleArtifact
{
    /// <summary>Name of the artifact, or the reference as written.</summary>
    public required string Name { get; init; }

    /// <summary>File in the package, or null when it lies outside or is missing.</summary>
    public string? Path { get; init; }

    /// <summary>URI of an artifact outside of the package, or null.</summary>
    public string? Uri { get; init; }

    /// <summary>Artifact type, e.g. <c>tosca.artifacts.Implementation.Python</c>; guessed from the file extension when not declared.</summary>
    public string? Type { get; init; }
}
