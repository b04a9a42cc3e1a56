using System.Text;

namespace NfvOrchestrator.Cli;

/// <summary>What a command may touch of the outside: its outputs and the clock.</summary>
internal sealed class CommandContext : IDisposable
{
    private readonly Stream _stdout;

    public CommandContext(Stream stdout, TextWriter error, bool colours, int width, TimeProvider clock)
    {
        _stdout = stdout;
        Out = new StreamWriter(stdout, new UTF8Encoding(false)) { AutoFlush = false, NewLine = "\n" };
        Error = error;
        Colours = colours;
        Width = width;
        Clock = clock;
    }

    /// <summary>Text for people.</summary>
    public TextWriter Out { get; }

    /// <summary>What went wrong with the command itself.</summary>
    public TextWriter Error { get; }

    /// <summary>True when <see cref="Out"/> is a terminal that wants colours (https://no-color.org is respected).</summary>
    public bool Colours { get; }

    /// <summary>Columns of the terminal; 0 when <see cref="Out"/> is none.</summary>
    public int Width { get; }

    public TimeProvider Clock { get; }

    public static CommandContext OfProcess()
    {
        var terminal = !Console.IsOutputRedirected;
        var colours = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
        return new CommandContext(Console.OpenStandardOutput(), Console.Error, colours, terminal ? WindowWidth() : 0, TimeProvider.System);
    }

    /// <summary>The raw output, for JSON and SARIF; what was written as text before is in front of it.</summary>
    public Stream Raw()
    {
        Out.Flush();
        return _stdout;
    }

    public void Dispose() => Out.Dispose();

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            // a terminal without size
            return 0;
        }
    }
}
