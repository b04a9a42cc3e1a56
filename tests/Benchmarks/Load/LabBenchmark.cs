using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NfvOrchestrator.Lab;

namespace NfvOrchestrator.Benchmarks.Load;

/// <summary>The demonstration of the lab as a process of its own, several times: what somebody waits who tries it.</summary>
internal static partial class LabBenchmark
{
    public static async Task RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var program = Find();
        var results = new List<(double Whole, double Orchestration, double Memory)>();
        for (var round = 1; round <= rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--once", "--port", "0"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var whole = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"The lab ended with {process.ExitCode}: {output}");
            }
            var result = (whole, Number(Orchestration().Match(output)), Number(Memory().Match(output)));
            results.Add(result);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lab --once {round}: whole {result.whole:0.00} s  orchestration {result.Item2:0.000} s  resident {result.Item3:0} MiB"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"lab --once median of {rounds}: whole {Median(results.Select(r => r.Whole)):0.00} s  orchestration {Median(results.Select(r => r.Orchestration)):0.000} s  resident {Median(results.Select(r => r.Memory)):0} MiB"));
    }

    private static double Number(Match match)
        => match.Success ? double.Parse(match.Groups["figure"].Value, CultureInfo.InvariantCulture) : throw new InvalidOperationException("The lab did not print the figure that was looked for.");

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>The lab that was built together with this program.</summary>
    private static string Find()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        for (var folder = here; folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "src", "Lab", "Host", "bin", here.Parent!.Name, here.Name, "NfvOrchestrator.Lab.dll");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }
        return typeof(LabHost).Assembly.Location;
    }

    [GeneratedRegex(@"Orchestration[^:]*: (?<figure>[\d.]+) s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Orchestration();

    [GeneratedRegex(@"Resident memory of the lab: (?<figure>\d+) MiB", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Memory();
}
