using System.Globalization;

namespace NfvOrchestrator.Cli.Package;

/// <summary>The date of release that goes into a manifest: named, or that of reproducible builds. Never the current time.</summary>
internal static class ReleaseDate
{
    public static string? Of(string? named)
    {
        if (named is not null)
        {
            return DateTimeOffset.TryParse(named, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? Text(time)
                : throw new UsageException($"--release-date '{named}' is no date and time; write it as 2026-11-28T12:00:00Z");
        }

        return long.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253402300800
            ? Text(DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
    }

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
