using System.Globalization;
using System.Runtime.InteropServices;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>A microversion.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OsVersion(int Major, int Minor) : IComparable<OsVersion>
{
    public static bool operator <(OsVersion left, OsVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(OsVersion left, OsVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(OsVersion left, OsVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(OsVersion left, OsVersion right) => left.CompareTo(right) >= 0;

    public static OsVersion? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? new OsVersion(major, minor)
            : null;
    }

    public int CompareTo(OsVersion other) => Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
