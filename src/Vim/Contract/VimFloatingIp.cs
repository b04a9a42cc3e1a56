namespace NfvOrchestrator.Vim;

/// <summary>An address of an outer network that is translated to a port's first IPv4 address (SOL001 <c>floating_ip_activated</c>).</summary>
/// <param name="NetworkRef">Outer network: key of one of ours, or the VIM's identifier or name; null: the one that the account is told of, or the only one that the VIM has.</param>
/// <param name="Address">Address wanted; null draws one.</param>
public sealed record VimFloatingIp(string? NetworkRef, string? Address);
