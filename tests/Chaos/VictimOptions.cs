using System.Globalization;

namespace NfvOrchestrator.Chaos;

/// <summary>What the driver tells a child process.</summary>
internal sealed record VictimOptions(string Data, int Port, string? Postgres, Uri? Nfvo, Uri? Vim, Uri? Vnfm)
{
    /// <summary>Where the lab writes the credentials of this start; readable by its user only.</summary>
    public string CredentialsFile => Path.Combine(Data, "credentials");

    public static VictimOptions Parse(IReadOnlyList<string> args)
    {
        var values = Enumerable.Range(0, args.Count / 2).ToDictionary(i => args[2 * i], i => args[(2 * i) + 1], StringComparer.Ordinal);
        return new VictimOptions(
            values["--data"],
            int.Parse(values["--port"], CultureInfo.InvariantCulture),
            values.GetValueOrDefault("--postgres"),
            At("--nfvo"),
            At("--vim"),
            At("--vnfm"));

        Uri? At(string name) => values.TryGetValue(name, out var address) ? new Uri(address) : null;
    }

    public IEnumerable<string> ToArguments()
    {
        (string Name, string? Value)[] all =
        [
            ("--data", Data), ("--port", Port.ToString(CultureInfo.InvariantCulture)), ("--postgres", Postgres),
            ("--nfvo", Nfvo?.AbsoluteUri), ("--vim", Vim?.AbsoluteUri), ("--vnfm", Vnfm?.AbsoluteUri),
        ];
        return all.Where(a => a.Value is not null).SelectMany(a => new[] { a.Name, a.Value! });
    }
}
