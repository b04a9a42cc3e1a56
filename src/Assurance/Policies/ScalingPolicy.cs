namespace NfvOrchestrator.Assurance.Policies;

/// <summary>When a VNF instance is to be scaled by one step of an aspect. A document of <c>/assurance/v1/policies</c>.</summary>
public sealed record ScalingPolicy
{
    /// <summary>Chosen by whoever PUTs it; 1 to 128 characters of <c>[A-Za-z0-9._-]</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The VNF instance that is watched and scaled.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>The scaling aspect.</summary>
    public required string AspectId { get; init; }

    /// <summary>The metric (name in <c>MetricSample.Metric</c>); its value is the mean over the servers of <see cref="TargetVduIds"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>VDUs whose servers count; empty: all of the instance.</summary>
    public IReadOnlyList<string> TargetVduIds { get; init; } = [];

    /// <summary>At or above this value for the breach duration: one step out.</summary>
    public required double ScaleOutThreshold { get; init; }

    /// <summary>At or below this value for the breach duration: one step in. Below <see cref="ScaleOutThreshold"/>; the gap between both keeps it from flapping.</summary>
    public required double ScaleInThreshold { get; init; }

    /// <summary>How long the value must stay beyond a threshold, seconds.</summary>
    public int BreachDurationSeconds { get; init; } = 60;

    /// <summary>How long nothing is decided after an action has ended, seconds.</summary>
    public int CooldownSeconds { get; init; } = 120;

    /// <summary>Never scaled in below this level; null: what the VNFM allows.</summary>
    public int? MinLevel { get; init; }

    /// <summary>Never scaled out above this level; null: what the VNFM allows.</summary>
    public int? MaxLevel { get; init; }

    /// <summary>Whether it acts.</summary>
    public bool Enabled { get; init; } = true;
}
