using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Performance.Api;

/// <summary>Whether what a request names is there to be measured.</summary>
internal static class PmObjects
{
    /// <summary>When periods begin that are made now: whole milliseconds, as samples are found by.</summary>
    public static DateTimeOffset Start(TimeProvider clock) => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>What is wrong with the objects of a request; null: nothing.</summary>
    public static async Task<string?> FaultAsync(
        PmServices pm, TenantId tenant, string objectType, IReadOnlyList<string> instanceIds, IReadOnlyList<string>? subObjects, CancellationToken cancellationToken)
    {
        var type = pm.Api.Catalogue.TypeOf(objectType)!;
        foreach (var id in instanceIds)
        {
            if (await pm.Objects.FindAsync(tenant, type, id, cancellationToken) is not { } instance)
            {
                return $"There is no {pm.Objects.Kind} with the identifier '{id}' that could be measured.";
            }
            if (subObjects?.FirstOrDefault(s => instance.Objects.All(o => o.SubObjectInstanceId != s)) is { } missing)
            {
                return instance.Objects.Count == 0
                    ? $"The {pm.Objects.Kind} '{id}' has no sub-objects of the type {type} now (is it instantiated?); '{missing}' was named."
                    : $"The {pm.Objects.Kind} '{id}' has no sub-object '{missing}' of the type {type}; it has {string.Join(", ", instance.Objects.Take(20).Select(static o => o.SubObjectInstanceId))}.";
            }
        }
        return null;
    }
}
