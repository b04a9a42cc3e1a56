namespace NfvOrchestrator.Tosca.Model;

/// <summary>A direction in which a VNF or NS can grow (SOL001 §6.10.2).</summary>
public sealed record ScalingAspect
{
    /// <summary>aspectId.</summary>
    public required string AspectId { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Largest scale level; level 0 is the initial size.</summary>
    public required int MaxScaleLevel { get; init; }

    /// <summary>Delta ids of the steps; the last one repeats when there are fewer than levels.</summary>
    public IReadOnlyList<string> StepDeltas { get; init; } = [];

    /// <summary>For each VDU that takes part: instances added by each delta id.</summary>
    public IReadOnlyList<VduDelta> VduDeltas { get; init; } = [];

    /// <summary>
    /// Instances of <paramref name="vduId"/> this aspect adds over the initial delta at <paramref name="scaleLevel"/>;
    /// 0 when the VDU does not take part. Steps past the end of <see cref="StepDeltas"/> repeat the last delta.
    /// </summary>
    public int InstancesAdded(string vduId, int scaleLevel)
    {
        var deltas = VduDeltas.FirstOrDefault(d => string.Equals(d.VduId, vduId, StringComparison.Ordinal));
        if (deltas is null)
        {
            return 0;
        }

        // a descriptor may claim any number of levels: the steps past the list are multiplied, not walked
        var listed = Math.Max(1, StepDeltas.Count);
        long sum = 0;
        for (var step = 0; step < Math.Min(scaleLevel, listed); step++)
        {
            sum += deltas.InstancesOfStep(StepDeltas, step);
        }

        sum += (long)Math.Max(0, scaleLevel - listed) * deltas.InstancesOfStep(StepDeltas, listed - 1);
        return (int)Math.Clamp(sum, 0, int.MaxValue);
    }
}
