using System.Globalization;
using Xunit.Abstractions;

namespace NfvOrchestrator.Vnfm.Tests.Model;

/// <summary>
/// Random sequences of operations, VIM faults, cancels, retries, roll backs, surrenders and kills against a model of what a VNF is. <c>NFV_MODEL_SEQUENCES</c> says how many
/// (300 unless set; 10,000 for a night), <c>NFV_MODEL_REPLAY</c> where the random numbers begin (<c>seed,gamma</c> as a failure prints them); always at the same place unless it is set.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int Usual = 300;
    private const int LivesInAWorld = 200;
    private const string UsualBegin = "2026,1973";

    [Fact]
    public async Task Whatever_happens_to_a_VNF_it_is_what_the_records_say_and_nothing_leaks()
    {
        var count = Environment.GetEnvironmentVariable("NFV_MODEL_SEQUENCES") is { Length: > 0 } wanted ? int.Parse(wanted, CultureInfo.InvariantCulture) : Usual;
        var begin = Environment.GetEnvironmentVariable("NFV_MODEL_REPLAY") is { Length: > 0 } given ? given : UsualBegin;
        await using var worlds = new Worlds(LivesInAWorld);
        await Lives.LiveAsync(worlds.LiveAsync, count, longest: 10, begin);
        output.WriteLine(string.Join(Environment.NewLine, worlds.Events.Select(e => $"{e.Key,-24} {e.Value}")));
        if (count >= Usual)
        {
            // A test of the test: each of these did happen.
            foreach (var must in (string[])["COMPLETED", "ROLLED_BACK", "FAILED", "retry", "rollback", "fail", "kill", "refused 409", "refused 422", "done change_vnfpkg", "done create_snapshot", "done revert_to_snapshot", "done operate", "done heal"])
            {
                worlds.Events.ShouldContainKey(must);
            }
        }
    }
}
