namespace NfvOrchestrator.Vim;

/// <summary>A route given to guests by DHCP.</summary>
/// <param name="Destination">Address block.</param>
/// <param name="NextHop">Gateway to it.</param>
public sealed record VimHostRoute(string Destination, string NextHop);
