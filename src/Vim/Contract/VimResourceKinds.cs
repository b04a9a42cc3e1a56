using System.Collections.Immutable;

namespace NfvOrchestrator.Vim;

/// <summary>Spelling of <see cref="VimResourceKind"/> in URLs and JSON.</summary>
public static class VimResourceKinds
{
    private static readonly string[] Tokens = ["network", "port", "storage", "affinityGroup", "compute", "image", "securityGroup", "snapshot"];

    /// <summary>All kinds, in an order in which they may be created (a kind only refers to kinds before it, and to its own; what a snapshot was made from is not referred to afterwards).</summary>
    public static ImmutableArray<VimResourceKind> All { get; } =
        [VimResourceKind.Image, VimResourceKind.Snapshot, VimResourceKind.SecurityGroup, VimResourceKind.Network, VimResourceKind.Port, VimResourceKind.Storage, VimResourceKind.AffinityGroup, VimResourceKind.Compute];

    /// <summary>The kind as written in URLs and JSON, e.g. <c>affinityGroup</c>.</summary>
    public static string Token(this VimResourceKind kind) => Tokens[(int)kind];

    /// <summary>Reads a kind as written in a URL; exact case.</summary>
    public static bool TryParse(string? token, out VimResourceKind kind)
    {
        var index = Array.IndexOf(Tokens, token);
        kind = index < 0 ? default : (VimResourceKind)index;
        return index >= 0;
    }
}
