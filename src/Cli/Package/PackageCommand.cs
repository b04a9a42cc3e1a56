using System.CommandLine;

namespace NfvOrchestrator.Cli.Package;

/// <summary><c>nfvctl package</c>: VNF packages, NSD and PNFD archives, without any server.</summary>
internal static class PackageCommand
{
    public static Command Build(CommandContext context) => new("package", "Check, show, pack and sign VNF packages, NSD and PNFD archives. Needs no server.")
    {
        LintCommand.Build(context),
        ShowCommand.Build(context),
        PackCommand.Build(context),
        SignCommand.Build(context),
    };
}
