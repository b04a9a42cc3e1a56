namespace NfvOrchestrator.Placement.Network;

/// <summary>How good a partial path is: first weight, then second weight, then number of links; equal ones go by the state's number, which follows the device ids.</summary>
internal readonly record struct PathWeight(double First, double Second, int Hops, int State) : IComparable<PathWeight>
{
    public static readonly PathWeight Unreached = new(double.PositiveInfinity, double.PositiveInfinity, int.MaxValue, int.MaxValue);

    public int CompareTo(PathWeight other)
    {
        var c = First.CompareTo(other.First);
        if (c != 0)
        {
            return c;
        }
        c = Second.CompareTo(other.Second);
        if (c != 0)
        {
            return c;
        }
        c = Hops.CompareTo(other.Hops);
        return c != 0 ? c : State.CompareTo(other.State);
    }

    public static bool operator <(PathWeight a, PathWeight b) => a.CompareTo(b) < 0;

    public static bool operator >(PathWeight a, PathWeight b) => a.CompareTo(b) > 0;

    public static bool operator <=(PathWeight a, PathWeight b) => a.CompareTo(b) <= 0;

    public static bool operator >=(PathWeight a, PathWeight b) => a.CompareTo(b) >= 0;

    /// <summary>Whether this is better than what a state has, the state's number left aside.</summary>
    public bool Beats(PathWeight other) => CompareTo(other with { State = State }) < 0;
}
