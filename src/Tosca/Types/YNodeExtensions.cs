using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>Small helpers over optional YAML.</summary>
internal static class YNodeExtensions
{
    public static IReadOnlyList<KeyValuePair<YScalar, YNode>> OrEmpty(this YNode? node) => node?.Entries ?? [];

    public static YNode? AtOrNull(this YNode? node, params ReadOnlySpan<string> path) => node?.At(path);
}
