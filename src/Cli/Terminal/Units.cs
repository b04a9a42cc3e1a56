using System.Globalization;

namespace NfvOrchestrator.Cli.Terminal;

/// <summary>Numbers as people read them.</summary>
internal static class Units
{
    private static readonly string[] s_binary = ["B", "KiB", "MiB", "GiB", "TiB"];

    private static readonly string[] s_bits = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"];

    public static string Bytes(long bytes) => Scale(bytes, 1024, s_binary);

    public static string MiB(long mebibytes) => Bytes(mebibytes * 1024 * 1024);

    /// <summary>Sizes of descriptors are decimal more often than not (10 GB).</summary>
    public static string Storage(long bytes) => bytes % 1_000_000_000 == 0 && bytes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000_000} GB") : Bytes(bytes);

    public static string Bits(long bitsPerSecond) => Scale(bitsPerSecond, 1000, s_bits);

    private static string Scale(double value, int by, string[] units)
    {
        var unit = 0;
        while (value >= by && unit < units.Length - 1)
        {
            value /= by;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {units[unit]}");
    }
}
