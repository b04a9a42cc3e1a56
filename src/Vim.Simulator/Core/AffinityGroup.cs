namespace NfvOrchestrator.Vim.Simulator;

/// <summary>How many members of an affinity group are where.</summary>
internal sealed class AffinityGroup
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public int Members { get; private set; }

    public void Book(AffinityGroupSpec spec, Host host, int sign)
    {
        var place = Place(spec, host);
        var count = places.GetValueOrDefault(place) + sign;
        if (count == 0) places.Remove(place);
        else places[place] = count;
        Members += sign;
    }

    /// <summary>Members already in the place of the host.</summary>
    public int At(AffinityGroupSpec spec, Host host) => places.GetValueOrDefault(Place(spec, host));

    public bool Allows(AffinityGroupSpec spec, Host host) => spec.Policy switch
    {
        VimAffinityPolicy.AFFINITY => places.Count == 0 || places.ContainsKey(Place(spec, host)),
        VimAffinityPolicy.ANTI_AFFINITY => !places.ContainsKey(Place(spec, host)),
        _ => true,
    };

    private static string Place(AffinityGroupSpec spec, Host host) => spec.Scope == VimAffinityScope.ZONE ? host.Zone : host.Name;
}
