using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Assurance.Evaluation;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Assurance.Tests.Evaluation;

public sealed class ThresholdEvaluatorTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ThresholdRule Rule = new(80, 20, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15));

    [Fact]
    public void A_breach_has_to_last()
    {
        Verdicts((0, 90), (10, 90), (20, 90)).ShouldBeEmpty();
        var verdict = Verdicts((0, 90), (10, 85), (20, 95), (30, 90)).Single();
        verdict.ShouldBe(new ThresholdVerdict(ScaleType.SCALE_OUT, At(30), 90, At(0), 4, 90, 85, 95));
        Verdicts((0, 10), (10, 20), (20, 0), (30, 10)).Single().Direction.ShouldBe(ScaleType.SCALE_IN);
    }

    [Fact]
    public void Values_between_the_thresholds_or_on_the_other_side_begin_anew()
    {
        Verdicts((0, 90), (10, 90), (20, 50), (30, 90), (40, 90), (50, 90)).ShouldBeEmpty();
        Verdicts((0, 90), (10, 90), (20, 10), (30, 90), (40, 90), (50, 90)).ShouldBeEmpty();
    }

    [Fact]
    public void Missing_data_is_neither_high_nor_low_load()
    {
        Verdicts((0, 90), (10, 90), (40, 90)).ShouldBeEmpty();
        Verdicts((0, 10), (600, 10)).ShouldBeEmpty();
        Verdicts((0, 90), (10, double.NaN), (15, 90), (30, 90)).Count.ShouldBe(1);
    }

    [Fact]
    public void Old_and_repeated_values_change_nothing()
        => Verdicts((0, 90), (10, 90), (10, 10), (5, 10), (20, 90), (0, 50), (30, 90)).Count.ShouldBe(1);

    [Fact]
    public void While_held_nothing_counts_and_afterwards_it_has_to_last_again()
    {
        var state = ThresholdState.Initial.Hold(At(100));
        ThresholdVerdict? verdict = null;
        var first = 0;
        for (var s = 0; s <= 200 && verdict is null; s += 10)
        {
            (state, verdict) = ThresholdEvaluator.Observe(Rule, state, At(s), 99);
            first = s;
        }
        first.ShouldBe(130);
        state.Hold(At(50)).HoldUntil.ShouldBe(At(100));
    }

    [Fact]
    public void Verdicts_are_those_a_look_at_the_whole_history_gives_and_never_flap() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var cooldown = random.Next(0, 60);
        var history = new List<(DateTimeOffset At, double Value)>();
        var state = ThresholdState.Initial;
        var held = DateTimeOffset.MinValue;
        var judged = DateTimeOffset.MinValue;
        var verdicts = new List<ThresholdVerdict>();
        var now = 0;
        var level = 50.0;
        for (var i = 0; i < 200; i++)
        {
            now += random.Next(12) == 0 ? random.Next(16, 60) : random.Next(1, 15);
            level = random.Next(8) == 0 ? random.Next(0, 101) : level;
            history.Add((At(now), level));
            (state, var verdict) = ThresholdEvaluator.Observe(Rule, state, At(now), level);
            Expected(history, held, judged).ShouldBe(verdict is null ? null : (verdict.Direction, verdict.Since));
            if (verdict is not null)
            {
                verdicts.Add(verdict);
                held = At(now + cooldown);
                judged = At(now);
                state = state.Hold(held);
            }
        }
        foreach (var (earlier, later) in verdicts.Zip(verdicts.Skip(1)))
        {
            (later.At - earlier.At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(cooldown) + Rule.BreachDuration);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    /// <summary>The same question asked of all values: the longest unbroken run at the end, after the hold.</summary>
    private static (ScaleType, DateTimeOffset)? Expected(List<(DateTimeOffset At, double Value)> history, DateTimeOffset held, DateTimeOffset judged)
    {
        ScaleType? Side(double v) => v >= Rule.ScaleOut ? ScaleType.SCALE_OUT : v <= Rule.ScaleIn ? ScaleType.SCALE_IN : null;
        var last = history[^1];
        if (Side(last.Value) is not { } side || last.At < held)
        {
            return null;
        }
        var since = last.At;
        // a verdict ends the run it was given on
        for (var i = history.Count - 2; i >= 0 && history[i].At >= held && history[i].At > judged; i--)
        {
            if (Side(history[i].Value) != side || since - history[i].At > Rule.MaxGap)
            {
                break;
            }
            since = history[i].At;
        }
        return last.At - since >= Rule.BreachDuration ? (side, since) : null;
    }

    private static List<ThresholdVerdict> Verdicts(params (int Second, double Value)[] values)
    {
        var state = ThresholdState.Initial;
        var verdicts = new List<ThresholdVerdict>();
        foreach (var (second, value) in values)
        {
            (state, var verdict) = ThresholdEvaluator.Observe(Rule, state, At(second), value);
            if (verdict is not null)
            {
                verdicts.Add(verdict);
            }
        }
        return verdicts;
    }

    private static DateTimeOffset At(int second) => Start.AddSeconds(second);
}
