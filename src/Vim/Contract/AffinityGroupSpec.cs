using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>A group of servers that are to be kept together or apart. It cannot change; its members are the servers that name it.</summary>
public sealed record AffinityGroupSpec : VimResourceSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override VimResourceKind Kind => VimResourceKind.AffinityGroup;

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Together or apart, firmly or if possible.</summary>
    public required VimAffinityPolicy Policy { get; init; }

    /// <summary>What "together" is measured by.</summary>
    public VimAffinityScope Scope { get; set; } = VimAffinityScope.NFVI_NODE;
}
