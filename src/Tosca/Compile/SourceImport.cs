namespace NfvOrchestrator.Tosca.Compile;

/// <summary>An import of a file.</summary>
/// <param name="Path">The file of the package; null when it is built in.</param>
/// <param name="Prefix">The prefix of its names in the importing file (namespace_prefix), or null.</param>
internal sealed record SourceImport(string? Path, string? Prefix);
