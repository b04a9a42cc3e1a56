using System.Globalization;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Version of an API, <c>major.minor.patch</c> (SOL013 §9.1); an <c>-impl:</c> suffix is not part of the comparison.</summary>
/// <param name="Major">Major version; the one in the URI.</param>
/// <param name="Minor">Minor version.</param>
/// <param name="Patch">Patch version.</param>
public readonly record struct SolVersion(int Major, int Minor, int Patch) : IComparable<SolVersion>
{
    /// <summary>Whether one version is older than another.</summary>
    public static bool operator <(SolVersion left, SolVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether one version is newer than another.</summary>
    public static bool operator >(SolVersion left, SolVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether one version is not newer than another.</summary>
    public static bool operator <=(SolVersion left, SolVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one version is not older than another.</summary>
    public static bool operator >=(SolVersion left, SolVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a version; throws on anything else.</summary>
    public static SolVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is not a version of the form major.minor.patch.");

    /// <summary>Reads a version, with or without an <c>-impl:</c> suffix.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SolVersion version)
    {
        version = default;
        var suffix = text.IndexOf("-impl:", StringComparison.Ordinal);
        if (suffix >= 0)
        {
            if (suffix + 6 == text.Length || text.Length > 128)
            {
                return false;
            }

            text = text[..suffix];
        }

        Span<Range> parts = stackalloc Range[4];
        if (text.Length > 32 || text.Split(parts, '.') != 3
            || !int.TryParse(text[parts[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(text[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            || !int.TryParse(text[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out var patch))
        {
            return false;
        }

        version = new SolVersion(major, minor, patch);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SolVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}
