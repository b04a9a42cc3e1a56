using System.Diagnostics;
using System.Text.RegularExpressions;
using NfvOrchestrator.Lab;

namespace NfvOrchestrator.Integration;

/// <summary>The command line of the lab: the commands of the README.</summary>
public sealed partial class LabProgramTests
{
    [Fact]
    public async Task Once_brings_the_core_up_and_a_second_start_finds_it_as_it_was()
    {
        var data = Directory.CreateTempSubdirectory("nfv-lab-test-");
        try
        {
            var (code, first) = await RunAsync("--once", "--data", data.FullName);
            code.ShouldBe(0, first);
            first.ShouldContain("is INSTANTIATED, flavour standard");
            first.ShouldContain("1 forwarding path(s) in force");
            first.ShouldContain("shown this once: id operator");
            Vnfs(first).Count.ShouldBe(9);

            var (again, second) = await RunAsync("--once", "--data", data.FullName);
            again.ShouldBe(0, second);
            second.ShouldContain("is there from an earlier start: INSTANTIATED");
            ServiceLine().Match(second).Value.ShouldBe(ServiceLine().Match(first).Value);
            Vnfs(second).ShouldBe(Vnfs(first));
            second.ShouldNotContain("INSTANTIATE  ");
            second.ShouldNotContain("HEAL");
            second.ShouldNotContain("secret");
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Load_scales_out_and_in_and_a_cut_link_is_routed_around()
    {
        var clock = Stopwatch.StartNew();
        var (code, output) = await RunAsync("--once", "--cut-link", "--load");
        code.ShouldBe(0, output);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
        output.ShouldContain("is cut.");
        PathLine().Matches(output).Select(m => m.Groups["hops"].Value).Distinct().Count().ShouldBe(2, output);
        output.ShouldContain("'user_plane' is at level 1");
        output.ShouldContain("'user_plane' is at level 0");
        output.ShouldContain("Decision: SCALE_OUT because ");
        output.ShouldContain("Decision: SCALE_IN because ");
    }

    [Theory]
    [InlineData("nowhere/at-all", "There is no package at")]
    [InlineData("wrong/unknown-type", "TOSCA0201")]
    [InlineData("wrong/wrong-digest", "TOSCA0016")]
    [InlineData("wrong/alias-bomb", "TOSCA0104")]
    public async Task A_package_that_cannot_be_brought_up_ends_with_the_reason(string package, string said)
    {
        var path = package.StartsWith("wrong/", StringComparison.Ordinal) ? Samples.Find(package) : package;
        var (code, output) = await RunAsync("--once", "--package", path);
        code.ShouldBe(1, output);
        output.ShouldContain("The lab could not do it: ");
        output.ShouldContain(said);
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task What_is_not_a_package_at_all_ends_with_the_reason()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "PK this is no zip");
            var (code, output) = await RunAsync("--once", "--package", file);
            code.ShouldBe(1, output);
            output.ShouldContain("was refused: ");
            output.ShouldNotContain("   at ");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--what")]
    [InlineData("--data")]
    [InlineData("--boot", "soon")]
    public async Task What_is_not_understood_is_said_with_the_usage(params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);
        code.ShouldBe(2);
        output.ShouldContain("--once");
        output.ShouldContain(arguments[0]);
    }

    internal static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var text = new StringWriter();
        await using var output = TextWriter.Synchronized(text);
        var code = await LabProgram.RunAsync([.. arguments, .. arguments.Contains("--once") ? ["--port", "0"] : Array.Empty<string>()], output, patience.Token);
        return (code, text.ToString());
    }

    private static List<string> Vnfs(string output) => [.. VnfLine().Matches(output).Select(m => m.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"Network service 'core' \([0-9a-f-]+\) is INSTANTIATED", RegexOptions.None, 1000)]
    private static partial Regex ServiceLine();

    [GeneratedRegex(@"^  core-\w+-0 .*VNFC\(s\).*$", RegexOptions.Multiline, 1000)]
    private static partial Regex VnfLine();

    [GeneratedRegex(@"Path \S+: (?<hops>.*) ACTIVE", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathLine();
}
