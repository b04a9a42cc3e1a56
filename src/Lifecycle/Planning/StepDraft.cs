using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>A step while its plan is made: what it waits for may still change.</summary>
internal sealed class StepDraft(string id, StepAction action, ResourceNode node)
{
    private static readonly Dictionary<string, IReadOnlySet<string>?> None = new(StringComparer.Ordinal);

    private Dictionary<string, IReadOnlySet<string>?>? wishes;

    public string Id { get; } = id;

    public StepAction Action { get; } = action;

    public ResourceNode Node { get; set; } = node;

    public HashSet<string> DependsOn { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of <see cref="DependsOn"/> that give way where they would close a circle, each with what it is waited for to let go of; null: nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>?> Wishes => wishes ?? None;

    /// <summary>Makes one of <see cref="DependsOn"/> a wish.</summary>
    public void Wish(string id, IReadOnlySet<string>? keys) => (wishes ??= new(StringComparer.Ordinal))[id] = keys;
}
