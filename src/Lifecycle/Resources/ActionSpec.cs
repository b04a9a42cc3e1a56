using System.Text.Json;

namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>
/// Something done to an instance, not a resource it has: a script of the descriptor, a coordination with the element manager, a configuration that is pushed. It is a step of
/// the plan, so that journal, retry, cancel and crash hold for it, and leaves nothing in the record of the instance.
/// </summary>
public sealed record ActionSpec : ResourceSpec
{
    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.Action;

    /// <summary>What kind of action; its meaning belongs to the service.</summary>
    public required string Action { get; init; }

    /// <summary>Name for people and protocols, for example <c>instantiate_end</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Longest duration in seconds.</summary>
    public required double TimeoutSeconds { get; init; }

    /// <summary>The file of the package that performs it; null: none.</summary>
    public string? Artifact { get; init; }

    /// <summary>The descriptor whose package has <see cref="Artifact"/>; null: that of the instance.</summary>
    public string? DescriptorId { get; init; }

    /// <summary>Who performs it.</summary>
    public string? Performer { get; init; }

    /// <summary>What it is given.</summary>
    public JsonElement? Input { get; init; }
}
