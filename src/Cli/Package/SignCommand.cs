using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Diagnostics.Output;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Cli.Package;

/// <summary><c>nfvctl package sign FILE</c>: a CMS signature in the manifest (SOL004 option 1) or around the CSAR (option 2).</summary>
internal static class SignCommand
{
    public static Command Build(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A CSAR, or a directory that is packed on the way." };
        var certificate = new Option<string>("--cert") { Description = "The signer's certificate (PEM), followed by the others of its chain.", Required = true, HelpName = "FILE" };
        var key = new Option<string>("--key") { Description = "The signer's private key (PEM, RSA or ECDSA).", Required = true, HelpName = "FILE" };
        var password = new Option<string?>("--password-file") { Description = "File with the password of the key; default: the variable NFVCTL_KEY_PASSWORD.", HelpName = "FILE" };
        var scope = ReadingOptions.Choice("--scope", "manifest", "What is signed: the 'manifest' with the digests of all files (SOL004 option 1), or the 'package' as a whole (option 2: a zip around CSAR, .cms and .cert).", "manifest", "package");
        var output = new Option<string?>("--output", "-o") { Description = "The file to write. Default: the CSAR itself (manifest), <name>.zip beside it (package).", HelpName = "FILE" };
        var hash = ReadingOptions.Choice("--hash", "SHA-256", "Digest algorithm of signature and manifest.", "SHA-256", "SHA-384", "SHA-512");
        var beside = new Option<bool>("--detached-cert") { Description = "Put the certificate beside the signature as a .cert file instead of into it (package only)." };
        var command = new Command("sign", "Sign a package with CMS. A package with errors is not signed.") { file, key, certificate, password, scope, output, hash, beside };
        command.SetAction(parsed =>
        {
            using var signer = Load(parsed.GetValue(certificate)!, parsed.GetValue(key)!, parsed.GetValue(password));
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(parsed.GetValue(certificate)!);
            return Run(
                new Signing(parsed.GetValue(file)!, signer, [.. chain.Skip(1)], parsed.GetValue(hash)!, parsed.GetValue(beside)),
                parsed.GetValue(scope) == "package",
                parsed.GetValue(output),
                context);
        });
        return command;
    }

    private static int Run(Signing signing, bool whole, string? output, CommandContext context)
    {
        if (signing.DetachedCertificate && !whole)
        {
            throw new UsageException("--detached-cert goes with --scope package; the certificate of a signed manifest is inside its signature, or the .cert file of the package");
        }

        // an old signature is replaced; whether it was right does not matter
        var reading = PackageReading.Of(signing.File, PackageReadOptions.Default with { Signatures = new SignatureOptions { Policy = SignaturePolicy.Ignore }, VerifyDigests = whole });
        if (!reading.Result.Ok)
        {
            DiagnosticText.Write(reading.Report with { Diagnostics = reading.Result.Errors.ToList() }, context.Error, colours: false, nameArchive: false);
            context.Error.WriteLine($"nfvctl: '{signing.File}' is not signed, it has {reading.Report.Count(Severity.Error)} error(s)");
            return ExitCode.Findings;
        }

        var directory = Directory.Exists(signing.File);
        var csar = directory ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(signing.File))) + ".csar" : signing.File;
        var target = output ?? (whole ? Path.ChangeExtension(csar, ".zip") : csar);
        if (whole && !directory && Path.GetFullPath(target) == Path.GetFullPath(csar))
        {
            throw new UsageException($"'{target}' is the CSAR that is signed; name another file with --output");
        }

        using (var container = PackageContainer.Open(signing.File))
        {
            if (whole)
            {
                signing.Whole(container.Files, directory, Path.GetFileName(Path.ChangeExtension(csar, ".csar")), target, context.Clock.GetUtcNow());
            }
            else
            {
                CsarPacker.WriteFile(target, to => CsarPacker.Pack(container.Files, to, new CsarPackOptions
                {
                    DigestAlgorithm = signing.Hash,
                    ReleaseDateTime = ReleaseDate.Of(null),
                    SignManifest = text => signing.Sign(new MemoryStream(text), withCertificate: true, context.Clock.GetUtcNow()),
                }));
            }
        }

        context.Out.WriteLine($"{PackCommand.Line(target, reading.Result)}, signed by {signing.Signer.Subject}");
        return ExitCode.Ok;
    }

    private static X509Certificate2 Load(string certificate, string key, string? passwordFile)
    {
        foreach (var path in new[] { certificate, key, passwordFile })
        {
            if (path is not null && !File.Exists(path))
            {
                throw new UsageException($"there is no file '{path}'");
            }
        }

        var password = passwordFile is null ? Environment.GetEnvironmentVariable("NFVCTL_KEY_PASSWORD") : File.ReadAllText(passwordFile, Encoding.UTF8).TrimEnd('\r', '\n');
        try
        {
            return string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(certificate, key) : X509Certificate2.CreateFromEncryptedPemFile(certificate, password, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new UsageException($"certificate '{certificate}' and key '{key}' cannot be used together: {e.Message}{(string.IsNullOrEmpty(password) ? " (a key with password needs --password-file)" : "")}");
        }
    }
}
