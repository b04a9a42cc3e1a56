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

    /// <summary>For each internal link whose bit rate grows: what each delta id adds.</summary>
    public IReadOnlyList<VirtualLinkDelta> VirtualLinkDeltas { get; init; } = [];

    /// <summary>For each VipCp or VirtualCp that takes part: instances added by each delta id.</summary>
    public IReadOnlyList<CpDelta> CpDeltas { get; init; } = [];

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

        return (int)Math.Clamp(Sum(scaleLevel, deltas.InstancesByDelta, n => n), 0, int.MaxValue);
    }

    /// <summary>Instances of a VipCp or VirtualCp that this aspect adds at <paramref name="scaleLevel"/>.</summary>
    public int CpInstancesAdded(string cpId, int scaleLevel)
    {
        var deltas = CpDeltas.FirstOrDefault(d => string.Equals(d.CpId, cpId, StringComparison.Ordinal));
        return deltas is null ? 0 : (int)Math.Clamp(Sum(scaleLevel, deltas.InstancesByDelta, n => n), 0, int.MaxValue);
    }

    /// <summary>Bit rate that this aspect adds to an internal link at <paramref name="scaleLevel"/>; null when the link does not take part.</summary>
    public LinkBitrate? BitrateAdded(string virtualLinkId, int scaleLevel)
    {
        var deltas = VirtualLinkDeltas.FirstOrDefault(d => string.Equals(d.VirtualLinkId, virtualLinkId, StringComparison.Ordinal));
        return deltas is null ? null : new LinkBitrate(
            Sum(scaleLevel, deltas.BitrateByDelta, b => b.RootBitsPerSecond),
            deltas.BitrateByDelta.Values.Any(b => b.LeafBitsPerSecond is not null) ? Sum(scaleLevel, deltas.BitrateByDelta, b => b.LeafBitsPerSecond ?? 0) : null);
    }

    private long Sum<T>(int scaleLevel, IReadOnlyDictionary<string, T> byDelta, Func<T, long> number)
    {
        // without steps there is one delta, which every step adds
        if (StepDeltas.Count == 0)
        {
            return byDelta.Count == 0 ? 0 : Times(Math.Max(0, scaleLevel), number(byDelta.First().Value));
        }

        long Of(int step) => byDelta.TryGetValue(StepDeltas[step], out var value) ? number(value) : 0;

        // a descriptor may claim any number of levels: the steps past the list are multiplied, not walked
        long sum = 0;
        for (var step = 0; step < Math.Min(scaleLevel, StepDeltas.Count); step++)
        {
            sum = Plus(sum, Of(step));
        }

        return Plus(sum, Times(Math.Max(0, scaleLevel - StepDeltas.Count), Of(StepDeltas.Count - 1)));
    }

    private static long Plus(long a, long b) => (long)Int128.Clamp((Int128)a + b, long.MinValue, long.MaxValue);

    private static long Times(long a, long b) => (long)Int128.Clamp((Int128)a * b, long.MinValue, long.MaxValue);
}
