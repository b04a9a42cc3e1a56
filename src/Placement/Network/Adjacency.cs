namespace NfvOrchestrator.Placement.Network;

/// <summary>The links at each device in compressed rows: three arrays instead of a list per device, which is what makes a search cheap.</summary>
internal sealed class Adjacency
{
    private readonly int[] start;
    private readonly int[] linkAt;
    private readonly int[] farEnd;

    public Adjacency(int deviceCount, int[] nearEnds, int[] farEnds)
    {
        start = new int[deviceCount + 1];
        foreach (var near in nearEnds)
        {
            start[near + 1]++;
        }
        for (var i = 0; i < deviceCount; i++)
        {
            start[i + 1] += start[i];
        }
        linkAt = new int[nearEnds.Length];
        var next = start.AsSpan(0, deviceCount).ToArray();
        for (var link = 0; link < nearEnds.Length; link++)
        {
            linkAt[next[nearEnds[link]]++] = link;
        }
        farEnd = farEnds;
    }

    /// <summary>The links at a device, ascending.</summary>
    public ReadOnlySpan<int> Of(int device) => linkAt.AsSpan(start[device], start[device + 1] - start[device]);

    /// <summary>The device at the other end of a link.</summary>
    public int FarEnd(int link) => farEnd[link];
}
