namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>Devices of one class that are passed through to a server.</summary>
/// <param name="Alias">Name of the class at the VIM.</param>
/// <param name="Count">How many.</param>
public sealed record PciDeviceSpec(string Alias, int Count);
