namespace NfvOrchestrator.Tosca.Model;

/// <summary>Versions of another constituent that this one works with (SOL001 ≥ 4.2.1 VersionDependency).</summary>
/// <param name="DependentConstituentId">The other constituent.</param>
/// <param name="Statements">Alternatives; each is a list of descriptor ids that hold together.</param>
public sealed record VersionDependency(string DependentConstituentId, IReadOnlyList<IReadOnlyList<string>> Statements);
