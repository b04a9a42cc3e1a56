using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Tests;

public sealed class ScalarUnitTests
{
    [Theory]
    [InlineData("512 MB", 512_000_000)]
    [InlineData("512 Mib", 536_870_912)]
    [InlineData("4GiB", 4_294_967_296)]
    [InlineData("0 b", 0)]
    [InlineData("1.5 kB", 1500)]
    public void Sizes(string text, long bytes)
    {
        ScalarUnits.TrySizeBytes(text, out var value).ShouldBeTrue();
        value.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("four GB")]
    [InlineData("512")]
    [InlineData("-1 GB")]
    [InlineData("1e400 GB")]
    [InlineData("")]
    [InlineData("GB")]
    public void Not_sizes(string text) => ScalarUnits.TrySizeBytes(text, out _).ShouldBeFalse();

    [Fact]
    public void Times_and_rates()
    {
        ScalarUnits.TryTimeSeconds("5 ms", out var s).ShouldBeTrue();
        s.ShouldBe(0.005);
        ScalarUnits.TryBitsPerSecond("1 MBps", out var b).ShouldBeTrue();
        b.ShouldBe(8_000_000);
        ScalarUnits.TryFrequencyHz("1800 MHz", out var f).ShouldBeTrue();
        f.ShouldBe(1_800_000_000);
    }

    [Fact]
    public void Whole_numbers_of_every_unit_are_exact_and_nothing_throws()
    {
        Prop.ForAll<ushort, string>((n, junk) =>
        {
            _ = ScalarUnits.TrySizeBytes(junk ?? "", out _);
            return ScalarUnits.TrySizeBytes($"{n} KiB", out var kib) && kib == n * 1024L
                && ScalarUnits.TrySizeBytes($"{n} gb", out var gb) && gb == n * 1_000_000_000L;
        }).QuickCheckThrowOnFailure();
    }

    private delegate bool Reader(string text, out double value);

    /// <summary>Every unit of a kind with its factor, smallest first.</summary>
    private static readonly (string Kind, Reader Read, (string Unit, double Factor)[] Units)[] s_kinds =
    [
        ("size", Size, [("B", 1), ("kB", 1e3), ("KiB", 1024), ("MB", 1e6), ("MiB", 1048576), ("GB", 1e9), ("GiB", 1073741824), ("TB", 1e12), ("TiB", 1099511627776)]),
        ("time", ScalarUnits.TryTimeSeconds, [("ns", 1e-9), ("us", 1e-6), ("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)]),
        ("frequency", Frequency, [("Hz", 1), ("kHz", 1e3), ("MHz", 1e6), ("GHz", 1e9)]),
        ("bitrate", Bitrate, [("bps", 1), ("Bps", 8), ("Kbps", 1e3), ("Kibps", 1024), ("KBps", 8e3), ("KiBps", 8192), ("Mbps", 1e6), ("Mibps", 1048576), ("MBps", 8e6), ("MiBps", 8388608), ("Gbps", 1e9), ("Gibps", 1073741824), ("GBps", 8e9), ("GiBps", 8589934592), ("Tbps", 1e12), ("Tibps", 1099511627776), ("TBps", 8e12), ("TiBps", 8796093022208)]),
    ];

    public static TheoryData<string> Kinds => [.. s_kinds.Select(k => k.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_number_with_any_unit_comes_back(string kind)
    {
        var (_, read, units) = s_kinds.Single(k => k.Kind == kind);
        Prop.ForAll<ushort, int, byte>((number, which, blanks) =>
        {
            var (unit, factor) = units[(which & int.MaxValue) % units.Length];
            return read($"{new string(' ', blanks % 2)}{number}{new string(' ', blanks % 4)}{unit}", out var value) && Math.Abs(value - (number * factor)) <= Math.Abs(number * factor) * 1e-12;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void More_of_a_unit_and_a_larger_unit_are_more(string kind)
    {
        var (_, read, units) = s_kinds.Single(k => k.Kind == kind);
        Prop.ForAll<uint, uint, int>((a, b, which) =>
        {
            var at = (which & int.MaxValue) % units.Length;
            var (low, high) = (Math.Min(a, b) % 1_000_000, Math.Max(a, b) % 1_000_000);
            (low, high) = (Math.Min(low, high), Math.Max(low, high));
            return read($"{low} {units[at].Unit}", out var less) && read($"{high} {units[at].Unit}", out var more) && less <= more
                && (at == 0 || (read($"{high} {units[at - 1].Unit}", out var smaller) && smaller <= more));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Fractions_are_rounded_up_and_never_past_the_next_whole_number() =>
        Prop.ForAll<ushort, ushort>((whole, part) =>
        {
            var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{whole}.{part:D5} kB");
            return ScalarUnits.TrySizeBytes(text, out var bytes) && bytes >= whole * 1000L && bytes <= ((whole + 1) * 1000L) + 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_a_reader_throw_or_gives_less_than_nothing()
    {
        var pieces = Gen.ArrayOf(Gen.Elements("1", "9", "0", ".", "-", "+", "e", "E308", " ", "\t", "GB", "b", "KiB", "ms", "Hz", "bps", "∞", "NaN", "١", "\0", "99999999999999999999", ",")).Select(string.Concat);
        Prop.ForAll(pieces.ToArbitrary(), Harmless).QuickCheckThrowOnFailure();
        Prop.ForAll<string>(text => Harmless(text ?? "")).QuickCheckThrowOnFailure();
    }

    private static bool Harmless(string text)
    {
        foreach (var (_, read, _) in s_kinds)
        {
            if (read(text, out var value) && !(value >= 0 && double.IsFinite(value)))
            {
                return false;
            }
        }

        _ = ToscaScalars.TryVersion(text, out _);
        _ = ToscaScalars.TryTimestamp(text, out _);
        return true;
    }

    private static bool Size(string text, out double value) => As(ScalarUnits.TrySizeBytes(text, out var whole), whole, out value);

    private static bool Frequency(string text, out double value) => As(ScalarUnits.TryFrequencyHz(text, out var whole), whole, out value);

    private static bool Bitrate(string text, out double value) => As(ScalarUnits.TryBitsPerSecond(text, out var whole), whole, out value);

    private static bool As(bool ok, long whole, out double value)
    {
        value = whole;
        return ok;
    }
}
