using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Security.Cryptography;
using NfvOrchestrator.Cli.Package;

namespace NfvOrchestrator.Cli;

/// <summary>The command line: a tree of nouns (<c>package</c>, later <c>ns</c>, <c>vnf</c>, …), each with its verbs.</summary>
internal static class Nfvctl
{
    public static int Run(string[] args, CommandContext context)
    {
        using (context)
        {
            var parsed = Build(context).Parse(args);
            if (parsed.Action is ParseErrorAction)
            {
                foreach (var error in parsed.Errors)
                {
                    context.Error.WriteLine($"nfvctl: {error.Message}");
                }

                context.Error.WriteLine($"Try '{CommandPath(parsed.CommandResult.Command)} --help'.");
                return ExitCode.Usage;
            }

            try
            {
                return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = context.Out, Error = context.Error });
            }
            catch (Exception e) when (e is UsageException or IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException)
            {
                context.Out.Flush();
                context.Error.WriteLine($"nfvctl: {e.Message}");
                return ExitCode.Usage;
            }
        }
    }

    /// <summary>Not a RootCommand of the library: that takes its name from the file that was started.</summary>
    private static Command Build(CommandContext context)
    {
        var root = new Command("nfvctl", "Command line of NfvOrchestrator.")
        {
            PackageCommand.Build(context),
        };
        root.Options.Add(new HelpOption { Recursive = true });
        root.Options.Add(new VersionOption());
        return root;
    }

    private static string CommandPath(Command command)
    {
        var names = new Stack<string>();
        for (var at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            names.Push(at.Name);
        }

        return string.Join(' ', names);
    }
}
