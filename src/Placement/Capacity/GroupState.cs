namespace NfvOrchestrator.Placement.Capacity;

/// <summary>A group and where its members are so far.</summary>
internal sealed class GroupState(AffinityGroup group, bool soft)
{
    public AffinityGroup Group { get; } = group;

    /// <summary>Whether breaking it only costs rank.</summary>
    public bool Soft { get; } = soft;

    /// <summary>Existing members first, then those of this search in order.</summary>
    public List<Location> Placed { get; } = [];

    /// <summary>Whether a new member there would break the group.</summary>
    public bool BrokenBy(Location location)
    {
        foreach (var other in Placed)
        {
            if (location.Shares(other, Group.Scope) == Group.Anti)
            {
                return true;
            }
        }
        return false;
    }
}
