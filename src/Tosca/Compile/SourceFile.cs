using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>One YAML file of the package, parsed.</summary>
/// <param name="Path">Its path in the package.</param>
/// <param name="Root">Its map.</param>
/// <param name="ContentKey">For a copy of an ETSI type file: what only the same bytes under the same path have.</param>
internal sealed record SourceFile(string Path, YNode Root, string? ContentKey)
{
    /// <summary>What it imports.</summary>
    public IReadOnlyList<SourceImport> Imports { get; init; } = [];

    /// <summary>Whether only Other-Definitions of TOSCA.meta lead to it, and no import.</summary>
    public bool IsOther { get; init; }
}
