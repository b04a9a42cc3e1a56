using System.Globalization;

namespace NfvOrchestrator.Chaos;

/// <summary>How long and how hard.</summary>
public sealed record ChaosOptions
{
    /// <summary>What the command line takes.</summary>
    public const string Usage = "dotnet run --project tests/Chaos -c Release -- [--rounds N] [--seed S] [--workers N] [--postgres] [--keep]";

    /// <summary>Kills.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>Of the moments of the kills and of the pauses of the load.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Network services that are brought up and taken down at the same time.</summary>
    public int Workers { get; init; } = 50;

    /// <summary>PostgreSQL and two VNFM processes of which one is killed; otherwise SQLite and everything in one process that is killed.</summary>
    public bool Postgres { get; init; }

    /// <summary>Leaves the folder with state and logs behind.</summary>
    public bool Keep { get; init; }

    /// <summary>How long a round waits for the operations that were in flight at the kill.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How long everything may take to come to rest after the last kill.</summary>
    public TimeSpan SettleWithin { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Reads a command line.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    public static ChaosOptions Parse(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var options = new ChaosOptions();
        for (var i = 0; i < args.Count; i++)
        {
            options = args[i] switch
            {
                "--rounds" => options with { Rounds = Number(args, ++i) },
                "--seed" => options with { Seed = Number(args, ++i) },
                "--workers" => options with { Workers = Number(args, ++i) },
                "--postgres" => options with { Postgres = true },
                "--keep" => options with { Keep = true },
                _ => throw new FormatException($"Unknown option {args[i]}."),
            };
        }
        return options;
    }

    private static int Number(IReadOnlyList<string> args, int index)
        => index < args.Count && int.TryParse(args[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{args[index - 1]} needs a number.");
}
