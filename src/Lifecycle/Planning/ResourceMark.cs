using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>
/// An operation's own opinion of a resource: it is to be made anew (<see cref="ResourceCondition.Broken"/>) or looked at and set right (<see cref="ResourceCondition.Uncertain"/>)
/// although the record says that it is there. It holds for the resource as it was found; what was made anew since is no longer meant.
/// </summary>
/// <param name="Key">Key of the resource.</param>
/// <param name="ResourceId">Its identifier when it was found.</param>
/// <param name="Condition">What it is taken for.</param>
public sealed record ResourceMark(string Key, string? ResourceId, ResourceCondition Condition)
{
    /// <summary>The resources as the marks see them.</summary>
    public static IReadOnlyList<ManagedResource> Apply(IReadOnlyList<ManagedResource> resources, IReadOnlyList<ResourceMark>? marks)
    {
        ArgumentNullException.ThrowIfNull(resources);
        if (marks is not { Count: > 0 })
        {
            return resources;
        }
        var byKey = marks.ToDictionary(m => m.Key, StringComparer.Ordinal);
        return
        [
            .. resources.Select(r => r.Condition == ResourceCondition.Present && byKey.TryGetValue(r.Node.Key, out var mark) && mark.ResourceId == r.ResourceId
                ? r with { Condition = mark.Condition }
                : r),
        ];
    }
}
