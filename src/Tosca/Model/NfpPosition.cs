namespace NfvOrchestrator.Tosca.Model;

/// <summary>One position of a path (SOL001 §7.8.7).</summary>
public sealed record NfpPosition
{
    /// <summary>Node template name.</summary>
    public required string Id { get; init; }

    /// <summary>How traffic is spread over several elements: <c>all</c>, <c>lb</c> or <c>ff</c>.</summary>
    public string? ForwardingBehaviour { get; init; }

    /// <summary>Parameters of <see cref="ForwardingBehaviour"/>, e.g. of load balancing.</summary>
    public IReadOnlyDictionary<string, string> ForwardingBehaviourParameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The elements; more than one is a choice governed by <see cref="ForwardingBehaviour"/>.</summary>
    public required IReadOnlyList<NfpPositionElement> Elements { get; init; }
}
