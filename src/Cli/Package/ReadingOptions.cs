using System.CommandLine;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Cli.Package;

/// <summary>The options of commands that read a package.</summary>
internal sealed class ReadingOptions
{
    public static string FileHelp => "A directory, a CSAR (.csar, .zip; also in a zip with its signature), or one .yaml file.";

    public Option<bool> Strict { get; } = new("--strict") { Description = "Refuse what lenient reading tolerates with a warning." };

    public Option<string?> Trust { get; } = new("--trust") { Description = "Certificates to trust: a file (PEM, DER, PKCS #7) or a directory of such files.", HelpName = "DIR|FILE" };

    public Option<string> Signatures { get; } = Choice("--signatures", "verify", "What to do about signatures: 'require' one of a trusted certificate over everything, 'verify' those that are there, or 'ignore' them.", "require", "verify", "ignore");

    public void AddTo(Command command)
    {
        command.Options.Add(Strict);
        command.Options.Add(Trust);
        command.Options.Add(Signatures);
    }

    public PackageReadOptions Of(ParseResult parsed, TimeProvider clock)
    {
        var trust = parsed.GetValue(Trust);
        var policy = parsed.GetValue(Signatures) switch
        {
            "require" => SignaturePolicy.Require,
            "ignore" => SignaturePolicy.Ignore,
            _ => SignaturePolicy.VerifyIfPresent,
        };
        if (policy == SignaturePolicy.Require && trust is null)
        {
            throw new UsageException("--signatures require needs --trust: otherwise any self-made certificate would do");
        }

        return PackageReadOptions.Default with
        {
            Strict = parsed.GetValue(Strict),
            Signatures = new SignatureOptions { Policy = policy, TrustStore = trust is null ? null : TrustStore.Load(trust), Time = clock.GetUtcNow() },
        };
    }

    public static Option<string> Choice(string name, string usual, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
