using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Lifecycle.Vnf;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

public sealed class VnfSizingTests
{
    [Fact]
    public void A_level_gives_counts_by_name_or_by_its_scale_levels()
    {
        var one = VnfSizing.AtLevel(Flavours.Small, Flavours.Small.FindLevel("one"));
        (one.VnfcCounts["front"], one.VnfcCounts["back"], one.ScaleLevels["load"]).ShouldBe((1, 2, 0));
        var two = VnfSizing.AtLevel(Flavours.Small, Flavours.Small.FindLevel("two"));
        (two.VnfcCounts["front"], two.VnfcCounts["back"], two.ScaleLevels["load"]).ShouldBe((4, 3, 2));
        var none = VnfSizing.AtLevel(Flavours.Small, null);
        (none.VnfcCounts["front"], none.VnfcCounts["back"], none.ScaleLevels["load"]).ShouldBe((1, 2, 0));
    }

    [Fact]
    public void Deltas_that_differ_by_step_are_added_and_taken_away_alike()
    {
        var sizing = VnfSizing.AtLevel(Flavours.Small, Flavours.Small.FindLevel("one"));
        var aspect = Flavours.Small.FindAspect("load")!;
        foreach (var (level, front, back) in new[] { (1, 2, 2), (2, 4, 3), (3, 6, 4) })
        {
            sizing = sizing.Scale(Flavours.Small, aspect, 1).Sizing.ShouldNotBeNull();
            (sizing.ScaleLevels["load"], sizing.VnfcCounts["front"], sizing.VnfcCounts["back"]).ShouldBe((level, front, back));
        }
        var back2 = sizing.Scale(Flavours.Small, aspect, -2).Sizing.ShouldNotBeNull();
        (back2.ScaleLevels["load"], back2.VnfcCounts["front"], back2.VnfcCounts["back"]).ShouldBe((1, 2, 2));
    }

    [Theory]
    [InlineData(4, "level 4")]
    [InlineData(-1, "level -1")]
    [InlineData(int.MaxValue, "0 to 3")]
    [InlineData(int.MinValue, "0 to 3")]
    public void A_level_outside_the_aspect_is_refused(int steps, string said)
    {
        var sizing = VnfSizing.AtLevel(Flavours.Small, null);
        var (none, reason) = sizing.Scale(Flavours.Small, Flavours.Small.FindAspect("load")!, steps);
        none.ShouldBeNull();
        reason.ShouldNotBeNull().ShouldContain(said);
    }

    [Fact]
    public void A_vdu_stays_within_its_profile()
    {
        var flavour = Flavours.Small with { Vdus = [Flavours.Vdu("front", 1, 1, 3), Flavours.Vdu("back", 2, 0, 4)] };
        var (none, reason) = VnfSizing.AtLevel(flavour, null).Scale(flavour, flavour.FindAspect("load")!, 2);
        none.ShouldBeNull();
        reason.ShouldBe("VDU 'front' would have 4 instances; its profile allows 1 to 3.");
    }

    [Fact]
    public void Out_and_in_again_is_where_it_was() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var aspect = Flavours.Aspect("a", random.Next(1, 9), ["x", "y"], ("front", "x", random.Next(3)), ("front", "y", random.Next(3)));
        var flavour = Flavours.Small with { ScalingAspects = [aspect], Vdus = [Flavours.Vdu("front", random.Next(3), 0, 1000)] };
        var start = VnfSizing.AtLevel(flavour, null);
        var steps = random.Next(1, aspect.MaxScaleLevel + 1);
        var bigger = start.Scale(flavour, aspect, steps).Sizing.ShouldNotBeNull();
        var again = bigger.Scale(flavour, aspect, -steps).Sizing.ShouldNotBeNull();
        again.VnfcCounts.ShouldBe(start.VnfcCounts, ignoreOrder: true);
        again.ScaleLevels.ShouldBe(start.ScaleLevels, ignoreOrder: true);
    }).QuickCheckThrowOnFailure();
}
