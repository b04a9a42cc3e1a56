using System.Text;

namespace NfvOrchestrator.Cli.Tests;

/// <summary>A command, run in this process.</summary>
internal sealed record Run(int Exit, string Out, string Error)
{
    /// <summary>The time at which the commands work.</summary>
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Samples { get; } = Find();

    public static Run Of(params string[] args) => Of(colours: false, args);

    public static Run Of(bool colours, params string[] args)
    {
        using var stdout = new MemoryStream();
        using var error = new StringWriter();
        var exit = Nfvctl.Run(args, new CommandContext(stdout, error, colours, colours ? 100 : 0, new FixedClock()));
        return new Run(exit, Encoding.UTF8.GetString(stdout.ToArray()), error.ToString());
    }

    public static string Sample(string path) => Path.Combine(Samples, path);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, "tosca-samples");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new InvalidOperationException("tosca-samples is not above the test assembly");
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
