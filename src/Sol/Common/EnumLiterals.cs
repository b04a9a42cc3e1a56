using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>The literals of an enumeration as they stand in JSON, in the order of declaration.</summary>
internal static class EnumLiterals
{
    private static readonly ConcurrentDictionary<Type, string[]> Known = new();

    public static string[] Of(Type enumeration) => Known.GetOrAdd(enumeration, static type =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(static f => f.MetadataToken)
            .Select(static f => f.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? f.Name)]);
}
