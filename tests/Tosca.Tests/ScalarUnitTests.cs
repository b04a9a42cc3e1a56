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
}
