namespace NfvOrchestrator.Vim.Simulator;

/// <summary>How often something was really done under a key, whatever was asked for. A test that proves "never twice" reads these.</summary>
/// <param name="Created">Times a resource came to be.</param>
/// <param name="Updated">Times it was changed.</param>
/// <param name="Deleted">Times it was removed.</param>
/// <param name="Actions">Actions carried out.</param>
public sealed record ResourceCounters(long Created, long Updated, long Deleted, long Actions);
