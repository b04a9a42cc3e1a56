namespace NfvOrchestrator.Vim;

/// <summary>A console of a server. The URL carries its own permission: it is for the person who asked, not for records or logs.</summary>
/// <param name="Type">Protocol, e.g. <c>novnc</c>, <c>serial</c>.</param>
/// <param name="Url">Where it is.</param>
public sealed record VimConsole(string Type, string Url);
