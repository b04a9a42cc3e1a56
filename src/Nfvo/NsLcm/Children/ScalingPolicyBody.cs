namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>A scaling policy as the assurance service takes it (<c>PUT /assurance/v1/policies/{id}</c>).</summary>
internal sealed record ScalingPolicyBody
{
    /// <summary>Id of the policy.</summary>
    public required string Id { get; init; }

    /// <summary>The VNF it scales.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>The aspect it scales.</summary>
    public required string AspectId { get; init; }

    /// <summary>The measurement it watches.</summary>
    public required string Metric { get; init; }

    /// <summary>VDUs whose samples count; empty: all.</summary>
    public IReadOnlyList<string> TargetVduIds { get; init; } = [];

    /// <summary>Scale out above.</summary>
    public required double ScaleOutThreshold { get; init; }

    /// <summary>Scale in below.</summary>
    public required double ScaleInThreshold { get; init; }

    /// <summary>For how long, in seconds.</summary>
    public int BreachDurationSeconds { get; init; }

    /// <summary>Rest after an action, in seconds.</summary>
    public int CooldownSeconds { get; init; }

    /// <summary>Highest scale level.</summary>
    public int? MaxLevel { get; init; }

    /// <summary>In force.</summary>
    public bool Enabled { get; init; } = true;
}
