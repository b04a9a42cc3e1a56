using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>A file of a package.</summary>
/// <param name="Path">Relative path with forward slashes.</param>
/// <param name="SizeBytes">Declared size when unpacked, in bytes.</param>
public sealed record PackageFile(string Path, long SizeBytes);
