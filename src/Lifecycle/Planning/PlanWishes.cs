namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>How an operation wants its steps to be ordered, beyond what dependencies demand. A wish that would close a circle gives way.</summary>
public sealed record PlanWishes
{
    /// <summary>Servers in the order in which they may be worked on. The keys of one unit (an old server and the one that takes its place) are worked on together.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Units { get; init; } = [];

    /// <summary>Units that are worked on at the same time; the next ones wait until these are done and healthy. 0: all at once.</summary>
    public int BatchSize { get; init; }

    /// <summary>Seconds that the servers of a batch must have been up before the next batch begins.</summary>
    public int SoakSeconds { get; init; }

    /// <summary>
    /// What one server has and another takes over (ports, volumes) changes hands only when the new one is up: it is made without, the old one lets go, the new one gets it, and
    /// the old one goes. False: the old one goes first.
    /// </summary>
    public bool Handover { get; init; }

    /// <summary>At the end all servers of the units must be healthy, also those on which nothing had to be done (a retry after servers turned out not to be).</summary>
    public bool CheckAll { get; init; }
}
