using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Performance.Periods;
using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Tests;

public sealed class ThresholdCrossingTests
{
    [Theory]
    [InlineData(80, 5, false, 84.9, null)]
    [InlineData(80, 5, false, 85, CrossingDirectionType.UP)]
    [InlineData(80, 5, true, 90, null)]
    [InlineData(80, 5, true, 75.1, null)]
    [InlineData(80, 5, true, 75, CrossingDirectionType.DOWN)]
    [InlineData(80, 5, false, 10, null)]
    [InlineData(80, 0, false, 80, CrossingDirectionType.UP)]
    [InlineData(80, 0, true, 80, null)]
    [InlineData(80, 0, true, 79.9, CrossingDirectionType.DOWN)]
    [InlineData(-5, 1, true, -6, CrossingDirectionType.DOWN)]
    public void A_value_crosses_where_the_standard_says(double threshold, double hysteresis, bool above, double value, CrossingDirectionType? expected)
        => ThresholdCrossing.Observe(new SimpleThresholdDetails { ThresholdValue = threshold, Hysteresis = hysteresis }, above, value).ShouldBe(expected);

    [Fact]
    public void Crossings_alternate_and_values_within_the_hysteresis_never_cross()
        => Prop.ForAll(Gen.Choose(0, 100).ListOf(50).ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (values, hysteresis) =>
        {
            var threshold = new SimpleThresholdDetails { ThresholdValue = 50, Hysteresis = hysteresis };
            CrossingDirectionType? last = null;
            var above = false;
            foreach (var value in values)
            {
                if (ThresholdCrossing.Observe(threshold, above, value) is not { } crossed)
                {
                    continue;
                }
                crossed.ShouldNotBe(last ?? CrossingDirectionType.DOWN);
                Math.Abs(value - 50).ShouldBeGreaterThanOrEqualTo(hysteresis);
                (value >= 50).ShouldBe(crossed == CrossingDirectionType.UP);
                (last, above) = (crossed, crossed == CrossingDirectionType.UP);
            }
        }).QuickCheckThrowOnFailure();
}
