namespace NfvOrchestrator.Tosca.Semantics;

/// <summary>Whether a connection point can be on a link.</summary>
internal static class LayerProtocols
{
    /// <summary>One protocol in common; or a link of Ethernet that carries IP. A side that says nothing fits everything.</summary>
    public static bool Fit(IReadOnlyList<string> cp, IReadOnlyList<string> link) =>
        cp.Count == 0 || link.Count == 0
        || cp.Any(p => link.Contains(p, StringComparer.OrdinalIgnoreCase))
        || (link.Contains("ethernet", StringComparer.OrdinalIgnoreCase) && cp.Any(p => p.StartsWith("ipv", StringComparison.OrdinalIgnoreCase)));
}
