using System.Text.RegularExpressions;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>An edition of ETSI GS NFV-SOL 001 whose types are built in.</summary>
internal sealed partial record SolEdition(int Major, int Minor, int Patch)
{
    /// <summary>All built-in editions, oldest first: each is expressed as what it changes against the one before.</summary>
    public static IReadOnlyList<SolEdition> All { get; } =
    [
        new(2, 5, 1), new(2, 6, 1), new(2, 7, 1), new(2, 8, 1), new(3, 3, 1), new(3, 5, 1), new(3, 6, 1), new(3, 7, 1), new(4, 2, 1), new(4, 3, 1), new(4, 4, 1),
    ];

    /// <summary>True for a URL or file name under which ETSI publishes the types: any version, with or without path.</summary>
    public static bool IsWellKnown(string import) => WellKnown().IsMatch(import);

    /// <summary>
    /// The version that an import names in its path (<c>…/raw/v3.3.1/etsi_nfv_sol001_vnfd_types.yaml</c>) or in its file name
    /// (<c>etsi_nfv_sol001_vnfd_2_5_1_types.yaml</c>, <c>…_types_v4.4.1.yaml</c>), or null.
    /// </summary>
    public static SolEdition? VersionIn(string text)
    {
        SolEdition? last = null;
        foreach (Match match in Version().Matches(text))
        {
            // the version nearest to the file's own name counts
            last = new SolEdition(Number(match, "major"), Number(match, "minor"), Number(match, "patch"));
        }

        return last;
    }

    /// <summary>The built-in edition that stands for a version: itself, or the newest before it, or the oldest.</summary>
    public SolEdition Nearest() => All.LastOrDefault(e => !e.IsNewerThan(this)) ?? All[0];

    public bool IsNewerThan(SolEdition? other) =>
        other is null || (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch)) > 0;

    public override string ToString() => $"{Major}.{Minor}.{Patch}";

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(^|/)etsi_nfv_sol001_(common|vnfd|nsd|pnfd)(_v?[0-9_.\-]+)?_types([_\-.]v?[0-9_.\-]+)?\.ya?ml$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WellKnown();

    [GeneratedRegex(@"(?<![0-9])(?<major>[2-9])[._](?<minor>[0-9]{1,2})[._](?<patch>[0-9]{1,2})(?![0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();
}
