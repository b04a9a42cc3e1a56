using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>A group of servers that are to be kept together or apart. It cannot change; its members are the servers that name it.</summary>
public sealed record AffinityGroupSpec : VimResourceSpec
{
    /// <inheritdoc/>
    public override VimResourceKind Kind => VimResourceKind.AffinityGroup;

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Together or apart, firmly or if possible.</summary>
    public required VimAffinityPolicy Policy { get; init; }

    /// <summary>What "together" is measured by.</summary>
    public VimAffinityScope Scope { get; init; } = VimAffinityScope.NFVI_NODE;
}

/// <summary>Rule of an affinity group.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimAffinityPolicy>))]
public enum VimAffinityPolicy
{
    /// <summary>All members in one place.</summary>
    AFFINITY,

    /// <summary>No two members in one place.</summary>
    ANTI_AFFINITY,

    /// <summary>In one place if possible.</summary>
    SOFT_AFFINITY,

    /// <summary>Spread as far as possible.</summary>
    SOFT_ANTI_AFFINITY,
}

/// <summary>Size of the place an affinity rule speaks of (SOL003 §4.4.1.1 scopes below the NFVI-PoP).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimAffinityScope>))]
public enum VimAffinityScope
{
    /// <summary>One host.</summary>
    NFVI_NODE,

    /// <summary>One availability zone.</summary>
    ZONE,
}
