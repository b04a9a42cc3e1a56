namespace NfvOrchestrator.Tosca.Model;

/// <summary>Start order: <paramref name="ProfileId"/> is started after <paramref name="DependsOnProfileId"/> and stopped before it.</summary>
/// <param name="ProfileId">The dependent.</param>
/// <param name="DependsOnProfileId">What it needs.</param>
public sealed record ProfileDependency(string ProfileId, string DependsOnProfileId);
