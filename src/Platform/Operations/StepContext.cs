using System.Text.Json;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>What a step may look at while it runs.</summary>
/// <param name="StepId">Which step.</param>
/// <param name="Attempt">1 for the first attempt of this run.</param>
/// <param name="MayHaveRun">True when an earlier attempt was started and its outcome is not known (crash, lost answer): adopt before creating.</param>
/// <param name="Outputs">Outputs of the steps that have succeeded so far, by step id.</param>
public sealed record StepContext(string StepId, int Attempt, bool MayHaveRun, IReadOnlyDictionary<string, JsonElement?> Outputs);
