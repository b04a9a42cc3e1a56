using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Performance.Periods;

namespace NfvOrchestrator.Performance.Tests;

public sealed class PmScheduleTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Periods_follow_each_other_without_a_gap_and_every_reporting_period_ends_with_one()
        => Prop.ForAll(Schedules.ToArbitrary(), schedule =>
        {
            var before = schedule.Start;
            for (long done = 0; done < 40; done++)
            {
                if (schedule.After(done) is not { } period)
                {
                    return;
                }
                period.Number.ShouldBe(done + 1);
                period.From.ShouldBe(before);
                (period.To - period.From).ShouldBe(schedule.Collection);
                period.Reports.ShouldBe((period.To - schedule.Start).Ticks % schedule.Reporting.Ticks == 0);
                before = period.To;
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_last_period_is_reported_by_the_boundary_and_another_reporting_period_would_not_be()
        => Prop.ForAll(Schedules.Where(static s => s.Boundary is not null).ToArbitrary(), schedule =>
        {
            var last = schedule.Last.ShouldNotBeNull();
            schedule.After(last).ShouldBeNull();
            if (last > 0)
            {
                var period = schedule.After(last - 1).ShouldNotBeNull();
                period.Reports.ShouldBeTrue();
                period.To.ShouldBeLessThanOrEqualTo(schedule.Boundary!.Value);
            }
            (schedule.Start + (schedule.Collection * last) + schedule.Reporting).ShouldBeGreaterThan(schedule.Boundary!.Value);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_has_ended_by_a_time_is_what_counting_says()
        => Prop.ForAll(Schedules.ToArbitrary(), Gen.Choose(-100, 20_000).ToArbitrary(), (schedule, seconds) =>
        {
            var time = schedule.Start.AddSeconds(seconds);
            long counted = 0;
            while (schedule.After(counted) is { } period && period.To <= time)
            {
                counted++;
            }
            schedule.EndedBy(time).ShouldBe(counted);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_boundary_at_the_end_of_a_reporting_period_includes_it_and_a_moment_earlier_does_not()
    {
        PmSchedule Until(DateTimeOffset boundary) => new(Start, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), boundary);
        Until(Start.AddSeconds(30)).Last.ShouldBe(3);
        Until(Start.AddSeconds(30).AddTicks(-1)).Last.ShouldBe(0);
        Until(Start.AddSeconds(89)).Last.ShouldBe(6);
        Until(Start.AddSeconds(-5)).Last.ShouldBe(0);
        new PmSchedule(Start, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), null).Last.ShouldBeNull();
    }

    private static Gen<PmSchedule> Schedules =>
        from collection in Gen.Choose(1, 900)
        from multiple in Gen.Choose(1, 12)
        from boundary in Gen.Choose(-1, 20_000)
        select new PmSchedule(Start, TimeSpan.FromSeconds(collection), TimeSpan.FromSeconds(collection * multiple), boundary < 0 ? null : Start.AddSeconds(boundary));
}
