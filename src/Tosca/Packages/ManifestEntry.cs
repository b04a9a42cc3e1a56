namespace NfvOrchestrator.Tosca.Packages;

/// <summary>One file named by the manifest.</summary>
/// <param name="Source">Path inside the package, or a URI.</param>
/// <param name="Algorithm">Digest algorithm as written, e.g. <c>SHA-256</c>.</param>
/// <param name="Hash">Digest in hexadecimal.</param>
public sealed record ManifestEntry(string Source, string? Algorithm, string? Hash);
