using System.Globalization;

namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>
/// TOSCA scalar units (TOSCA 1.3 §3.3.6): a number, optional white space, a unit. Units are recognised in any case as
/// long as that is unambiguous (<c>Mib</c> is <c>MiB</c>), and <c>G</c>/<c>M</c>/<c>K</c> without B as vendors write them.
/// </summary>
public static class ScalarUnits
{
    private static readonly Dictionary<string, double> s_size = new(StringComparer.OrdinalIgnoreCase)
    {
        ["B"] = 1,
        ["kB"] = 1e3,
        ["KiB"] = 1024,
        ["MB"] = 1e6,
        ["MiB"] = 1048576,
        ["GB"] = 1e9,
        ["GiB"] = 1073741824,
        ["TB"] = 1e12,
        ["TiB"] = 1099511627776,
        ["K"] = 1e3,
        ["M"] = 1e6,
        ["G"] = 1e9,
        ["T"] = 1e12,
        ["Ki"] = 1024,
        ["Mi"] = 1048576,
        ["Gi"] = 1073741824,
        ["Ti"] = 1099511627776,
    };

    private static readonly Dictionary<string, double> s_time = new(StringComparer.OrdinalIgnoreCase)
    {
        ["d"] = 86400,
        ["h"] = 3600,
        ["m"] = 60,
        ["min"] = 60,
        ["s"] = 1,
        ["ms"] = 1e-3,
        ["us"] = 1e-6,
        ["ns"] = 1e-9,
    };

    private static readonly Dictionary<string, double> s_frequency = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Hz"] = 1,
        ["kHz"] = 1e3,
        ["MHz"] = 1e6,
        ["GHz"] = 1e9,
    };

    // bit rates are case-sensitive in TOSCA: b is bits, B is bytes
    private static readonly Dictionary<string, double> s_bitrate = new(StringComparer.Ordinal)
    {
        ["bps"] = 1,
        ["Kbps"] = 1e3,
        ["kbps"] = 1e3,
        ["Kibps"] = 1024,
        ["Mbps"] = 1e6,
        ["Mibps"] = 1048576,
        ["Gbps"] = 1e9,
        ["Gibps"] = 1073741824,
        ["Tbps"] = 1e12,
        ["Tibps"] = 1099511627776,
        ["Bps"] = 8,
        ["KBps"] = 8e3,
        ["KiBps"] = 8192,
        ["MBps"] = 8e6,
        ["MiBps"] = 8388608,
        ["GBps"] = 8e9,
        ["GiBps"] = 8589934592,
        ["TBps"] = 8e12,
        ["TiBps"] = 8796093022208,
    };

    /// <summary>Size in bytes.</summary>
    public static bool TrySizeBytes(string text, out long bytes) => Whole(Try(text, s_size, out var v), v, out bytes);

    /// <summary>Time in seconds.</summary>
    public static bool TryTimeSeconds(string text, out double seconds) => Try(text, s_time, out seconds);

    /// <summary>Frequency in hertz.</summary>
    public static bool TryFrequencyHz(string text, out long hertz) => Whole(Try(text, s_frequency, out var v), v, out hertz);

    /// <summary>Bit rate in bit/s.</summary>
    public static bool TryBitsPerSecond(string text, out long bitsPerSecond) => Whole(Try(text, s_bitrate, out var v), v, out bitsPerSecond);

    private static bool Whole(bool ok, double value, out long result)
    {
        ok = ok && value is >= 0 and < 9.2e18;
        result = ok ? (long)Math.Ceiling(value) : 0;
        return ok;
    }

    private static bool Try(string text, Dictionary<string, double> units, out double value)
    {
        value = 0;
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.Length;
        while (end > 0 && char.IsAsciiLetter(trimmed[end - 1]))
        {
            end--;
        }

        if (end == trimmed.Length || !units.TryGetValue(trimmed[end..].ToString(), out var factor))
        {
            return false;
        }

        if (!double.TryParse(trimmed[..end].TrimEnd(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number) || number < 0)
        {
            return false;
        }

        value = number * factor;
        return true;
    }
}
