namespace NfvOrchestrator.Vim;

/// <summary>A range of addresses.</summary>
/// <param name="Start">First address.</param>
/// <param name="End">Last address.</param>
public sealed record VimAddressPool(string Start, string End);
