using System.Globalization;

namespace NfvOrchestrator.Chaos;

/// <summary>What a run found.</summary>
public sealed record ChaosReport
{
    /// <summary>Kills.</summary>
    public required int Kills { get; init; }

    /// <summary>Of which before the process served.</summary>
    public required int EarlyKills { get; init; }

    /// <summary>Operations that were answered 202, of network services and of the VNFs below them.</summary>
    public required int Accepted { get; init; }

    /// <summary>Operations of network services that reached their target.</summary>
    public required int Completed { get; init; }

    /// <summary>Operations that stopped at least once in FAILED_TEMP and were set going again.</summary>
    public required int Stopped { get; init; }

    /// <summary>Operations of VNFs.</summary>
    public required int VnfOperations { get; init; }

    /// <summary>Requests that got no answer and were asked again.</summary>
    public required int Repeated { get; init; }

    /// <summary>Resources in the NFVI at the end.</summary>
    public required int Inventory { get; init; }

    /// <summary>Resources ever created in the NFVI.</summary>
    public required long Created { get; init; }

    /// <summary>Resources in the NFVI without a record, records without resource, reservations without instance.</summary>
    public required int Leaks { get; init; }

    /// <summary>Things created or accepted twice.</summary>
    public required int Doubles { get; init; }

    /// <summary>Notifications that arrived (first arrivals).</summary>
    public required int Notifications { get; init; }

    /// <summary>Notifications that arrived again: at least once is the promise.</summary>
    public required int NotificationsRepeated { get; init; }

    /// <summary>Notifications that never arrived, arrived out of order or tell what cannot be.</summary>
    public required int NotificationsLost { get; init; }

    /// <summary>Seconds from launching the process until it serves.</summary>
    public required IReadOnlyList<double> Restart { get; init; }

    /// <summary>Per kill: seconds from serving again (with several VNFMs: from the kill) until the first operation in flight at the kill was over.</summary>
    public required IReadOnlyList<double> First { get; init; }

    /// <summary>Per operation in flight at a kill: seconds from serving again until it was over (an upper bound of "moves again").</summary>
    public required IReadOnlyList<double> Each { get; init; }

    /// <summary>Operations in flight at a kill that were not over within the patience.</summary>
    public required int Slow { get; init; }

    /// <summary>Per operation in the hands of the dead process: seconds from serving again (with several VNFMs: from the kill) until it was taken up again.</summary>
    public required IReadOnlyList<double> Moved { get; init; }

    /// <summary>Operations in the hands of the dead process that were not taken up within the patience.</summary>
    public required int Stuck { get; init; }

    /// <summary>Everything that should not be, in words.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Prints the table.</summary>
    public void Print(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Row("kills (of which while starting)", $"{Kills} ({EarlyKills})");
        Row("NS operations accepted / completed", $"{Accepted} / {Completed}");
        Row("NS operations that stopped (FAILED_TEMP)", $"{Stopped}");
        Row("VNF operations", $"{VnfOperations}");
        Row("requests asked again", $"{Repeated}");
        Row("resources created / there at the end", $"{Created} / {Inventory}");
        Row("leaks", $"{Leaks}");
        Row("doubles", $"{Doubles}");
        Row("notifications / repeated / lost", $"{Notifications} / {NotificationsRepeated} / {NotificationsLost}");
        Row("restart until serving p50/p99/max", Quantiles(Restart));
        Row("in-flight operation moves again p50/p99/max", $"{Quantiles(Moved)} (n={Moved.Count}, later: {Stuck})");
        Row("first operation over p50/p99/max", Quantiles(First));
        Row("each operation in flight over p50/p99/max", $"{Quantiles(Each)} (n={Each.Count}, later: {Slow})");
        Row("violations", $"{Violations.Count}");
        foreach (var violation in Violations.Take(40))
        {
            output.WriteLine("  ! " + violation);
        }

        void Row(string name, string value) => output.WriteLine($"{name,-44}{value}");
    }

    private static string Quantiles(IReadOnlyList<double> samples)
    {
        if (samples.Count == 0)
        {
            return "-";
        }
        var sorted = samples.Order().ToList();
        string At(double q) => sorted[(int)Math.Ceiling(q * (sorted.Count - 1))].ToString("0.00", CultureInfo.InvariantCulture);
        return $"{At(0.5)} / {At(0.99)} / {At(1)} s";
    }
}
