namespace NfvOrchestrator.Platform.Resources;

/// <summary>A key that all copies of a service share; it protects the integrity of page markers, nothing secret.</summary>
/// <param name="Key">Random bytes.</param>
public sealed record PlatformKey(byte[] Key);
