using System.Text.Json;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Execution;

/// <summary>The result of planning and granting an operation.</summary>
/// <param name="Target">The target state, with what the grant decided filled in.</param>
/// <param name="Plan">The way there.</param>
/// <param name="Occurrence">The occurrence, with what was learnt (grant id).</param>
/// <param name="Data">Kept with the plan for the steps.</param>
/// <param name="Marks">What the plan took resources for, other than the instance's record says (healing); null: nothing.</param>
/// <param name="Wishes">How the steps are to be ordered; null: no matter.</param>
/// <typeparam name="TOccurrence">The SOL occurrence type.</typeparam>
public sealed record PreparedOperation<TOccurrence>(ResourceGraph Target, Plan Plan, TOccurrence Occurrence, JsonElement? Data, IReadOnlyList<ResourceMark>? Marks = null, PlanWishes? Wishes = null);
