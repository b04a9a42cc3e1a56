using System.Globalization;

namespace NfvOrchestrator.Benchmarks.Load;

/// <summary>What to offer, for how long, to which installation.</summary>
internal sealed record LoadArguments
{
    public const string Usage = "load [--rate PER_MINUTE] [--seconds N] [--store sqlite|postgres] [--hosts N] [--churn] [--warm SECONDS] [--data DIR]";

    /// <summary>Network services created and instantiated a minute.</summary>
    public int Rate { get; init; } = 300;

    /// <summary>How long they are offered.</summary>
    public int Seconds { get; init; } = 120;

    /// <summary>PostgreSQL instead of SQLite.</summary>
    public bool Postgres { get; init; }

    /// <summary>Hosts of the simulated NFVI; 0: as many as the services need, with room to spare.</summary>
    public int Hosts { get; init; }

    /// <summary>Each service is terminated and deleted as soon as it is up: twice the operations, and a level inventory.</summary>
    public bool Churn { get; init; }

    /// <summary>How long it runs at 600 services a minute before the clock starts, so that the compiler has done its work: a service runs for months, its first minute shows with 5.</summary>
    public int Warm { get; init; } = 60;

    /// <summary>Where the installation keeps its files; null: a temporary folder.</summary>
    public string? Data { get; init; }

    public int Services => Rate * Seconds / 60;

    /// <summary>A host of the lab's NFVI takes 64 of these servers.</summary>
    public int HostCount => Hosts > 0 ? Hosts : Math.Max(12, (Services + (Warm * 10)) / 24 * 2);

    public static LoadArguments Parse(string[] arguments)
    {
        var result = new LoadArguments();
        for (var i = 0; i < arguments.Length; i++)
        {
            string Value() => ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{arguments[i - 1]} needs a value. Usage: {Usage}");
            int Number() => int.Parse(Value(), NumberStyles.None, CultureInfo.InvariantCulture);
            result = arguments[i] switch
            {
                "--rate" => result with { Rate = Number() },
                "--seconds" => result with { Seconds = Number() },
                "--store" => result with { Postgres = Value() == "postgres" },
                "--hosts" => result with { Hosts = Number() },
                "--warm" => result with { Warm = Number() },
                "--data" => result with { Data = Value() },
                "--churn" => result with { Churn = true },
                var unknown => throw new ArgumentException($"Unknown argument {unknown}. Usage: {Usage}"),
            };
        }
        return result;
    }
}
