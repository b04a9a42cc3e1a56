using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>
/// Applies the changes of an edition to the edition before it. What the change names replaces what had its name, down to a single
/// member (property, capability, operation …) of a type; <c>~</c> takes it away.
/// </summary>
internal static class EditionDelta
{
    private static readonly HashSet<string> s_members = new(StringComparer.Ordinal)
    {
        "properties", "attributes", "capabilities", "interfaces", "operations", "notifications",
    };

    public static YNode Apply(YNode before, YNode changes) =>
        Merge(before, changes, static (_, oldSection, newSection) =>
            Merge(oldSection, newSection, static (_, oldType, newType) =>
                Merge(oldType, newType, static (key, oldMembers, newMembers) =>
                    s_members.Contains(key) ? Merge(oldMembers, newMembers, static (_, _, member) => member) : newMembers)));

    private static YMap Merge(YNode before, YNode changes, Func<string, YNode, YNode, YNode> both)
    {
        var result = new YMap(changes.File, changes.Line, changes.Column);
        var changed = (YMap)changes;
        foreach (var (key, value) in before.Entries)
        {
            if (!changed.TryGet(key.Value, out var change))
            {
                result.Set(key, value);
            }
            else if (!change.IsNull)
            {
                result.Set(key, value is YMap && change is YMap ? both(key.Value, value, change) : change);
            }
        }

        foreach (var (key, value) in changed.Pairs)
        {
            if (!value.IsNull && !result.TryGet(key.Value, out _))
            {
                result.Set(key, value);
            }
        }

        return result;
    }
}
