namespace NfvOrchestrator.Vim;

/// <summary>A route that guests of a subnet are told.</summary>
/// <param name="Destination">Address block, e.g. <c>192.0.2.0/24</c>.</param>
/// <param name="NextHop">Address that leads there.</param>
public sealed record VimHostRoute(string Destination, string NextHop);
