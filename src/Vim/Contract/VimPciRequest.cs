namespace NfvOrchestrator.Vim;

/// <summary>A request for pass-through devices.</summary>
/// <param name="Alias">Name of the device class at the VIM.</param>
/// <param name="Count">How many, at least 1.</param>
public sealed record VimPciRequest(string Alias, int Count);
