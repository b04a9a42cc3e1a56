namespace NfvOrchestrator.Platform.Operations;

/// <summary>A node of the graph that the engine runs.</summary>
/// <param name="Id">Unique within the graph, at most 512 characters; the key of the journal.</param>
/// <param name="DependsOn">Ids of steps that must have succeeded before.</param>
/// <param name="Timeout">Longest duration of one attempt; null: <see cref="StepGraphOptions.StepTimeout"/>.</param>
public sealed record StepDefinition(string Id, IReadOnlyList<string> DependsOn, TimeSpan? Timeout = null);
