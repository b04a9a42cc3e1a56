namespace NfvOrchestrator.Tosca.Model;

/// <summary>Traffic that is mirrored (SOL001 ≥ 3.6.1 DataFlowInfo).</summary>
public sealed record DataFlowInfo
{
    /// <summary>data_flow_info_id.</summary>
    public required string Id { get; init; }

    /// <summary>Job of a virtual link's profile that it belongs to.</summary>
    public string? AssociatedMirroringJobName { get; init; }

    /// <summary><c>in</c>, <c>out</c> or <c>both</c>.</summary>
    public string? Direction { get; init; }

    /// <summary>SAPs or connection points whose traffic it is.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}
