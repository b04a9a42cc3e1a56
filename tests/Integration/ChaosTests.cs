using NfvOrchestrator.Chaos;
using Xunit.Abstractions;

namespace NfvOrchestrator.Integration;

/// <summary>The short form of tests/Chaos: the lab as a process of its own, killed without warning under load, again and again.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_is_lost_doubled_or_leaked_when_the_lab_is_killed_five_times_under_load()
    {
        var words = new StringWriter();
        var options = new ChaosOptions { Rounds = 5, Seed = 11, Workers = 12 };
        try
        {
            var report = await ChaosRun.RunAsync(options, words, CancellationToken.None);
            report.Print(words);
            report.Violations.ShouldBeEmpty();
            report.Accepted.ShouldBeGreaterThan(options.Workers);
            report.Completed.ShouldBe(report.Accepted);
            report.Stuck.ShouldBe(0);
        }
        finally
        {
            output.WriteLine(words.ToString());
        }
    }
}
