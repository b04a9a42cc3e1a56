using System.Diagnostics.CodeAnalysis;

namespace NfvOrchestrator.Placement.Network;

/// <summary>The outcome of a path search: a path or the reason why there is none.</summary>
public sealed record PathResult
{
    private PathResult()
    {
    }

    /// <summary>The path.</summary>
    public NetworkPath? Path { get; private init; }

    /// <summary>The reason.</summary>
    public PathRejection? Rejection { get; private init; }

    /// <summary>Whether there is a path.</summary>
    [MemberNotNullWhen(true, nameof(Path))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool Found => Path is not null;

    internal static PathResult Of(NetworkPath path) => new() { Path = path };

    internal static PathResult Of(PathRejection rejection) => new() { Rejection = rejection };
}
