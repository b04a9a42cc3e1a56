using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using NfvOrchestrator.Cli.Terminal;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Diagnostics.Output;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Cli.Package;

/// <summary><c>nfvctl package pack DIR…</c>: a valid CSAR from a directory, or from an archive in which the files are. The same input gives the same bytes.</summary>
internal static class PackCommand
{
    private static readonly string[] s_archives = [".tar.gz", ".tgz", ".zip", ".csar"];

    public static Command Build(CommandContext context)
    {
        var directories = new Argument<string[]>("DIR") { Description = "Directory with the files of the package, or an archive of them.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--output", "-o") { Description = "The CSAR to write, or an existing directory for it (several DIR need a directory; it is made). Default: <name of DIR>.csar here.", HelpName = "FILE|DIR" };
        var hash = ReadingOptions.Choice("--hash", "SHA-256", "Digest algorithm of the manifest.", "SHA-224", "SHA-256", "SHA-384", "SHA-512");
        var keep = new Option<bool>("--keep-manifest") { Description = "Pack a manifest that is there as it is. Otherwise its metadata stay and its list of files is made anew." };
        var release = new Option<string?>("--release-date") { Description = "Date of release for a manifest that has none (RFC 3339); default: the variable SOURCE_DATE_EPOCH, otherwise none.", HelpName = "TIME" };
        var command = new Command("pack", "Pack a directory, or what is in an archive (also a gzipped tar of OSM), to a CSAR with TOSCA.meta, manifest and digests. What has errors is not packed. The same input gives the same bytes.")
        {
            directories,
            output,
            hash,
            keep,
            release,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(directories)!,
            parsed.GetValue(output),
            new CsarPackOptions { DigestAlgorithm = parsed.GetValue(hash)!, KeepManifest = parsed.GetValue(keep), ReleaseDateTime = ReleaseDate.Of(parsed.GetValue(release)) },
            context));
        return command;
    }

    private static int Run(string[] directories, string? output, CsarPackOptions options, CommandContext context)
    {
        if (directories.Length > 1)
        {
            if (output is null)
            {
                throw new UsageException("several directories need --output DIR");
            }

            Directory.CreateDirectory(output);
        }

        var exit = ExitCode.Ok;
        foreach (var directory in directories)
        {
            exit = Math.Max(exit, Pack(directory, Target(directory, output), options, context));
        }

        return exit;
    }

    private static int Pack(string directory, string target, CsarPackOptions options, CommandContext context)
    {
        if (!Directory.Exists(directory) && !File.Exists(directory))
        {
            throw new UsageException($"there is no file or directory '{directory}'");
        }

        if (Path.GetFullPath(directory) == Path.GetFullPath(target))
        {
            throw new UsageException($"'{target}' would be written over what it is made of; name another file with --output");
        }

        // digests of the manifest are made anew, so that they are wrong now does not matter
        var reading = PackageReading.Of(directory, PackageReadOptions.Default with { VerifyDigests = options.KeepManifest });
        if (!reading.Result.Ok)
        {
            DiagnosticText.Write(reading.Report with { Diagnostics = reading.Result.Errors.ToList() }, context.Error, colours: false, nameArchive: false);
            context.Error.WriteLine($"nfvctl: '{directory}' is not packed, it has {reading.Report.Count(Severity.Error)} error(s)");
            return ExitCode.Findings;
        }

        using var container = PackageContainer.Open(directory);
        if (container.Entry is not null)
        {
            throw new UsageException($"'{directory}' is a single file; name the directory or the archive of the package");
        }

        CsarPacker.WriteFile(target, file => CsarPacker.Pack(container.Files, file, options));
        context.Out.WriteLine(Line(target, reading.Result));
        return ExitCode.Ok;
    }

    internal static string Line(string target, PackageReadResult result)
    {
        using var file = File.OpenRead(target);
        return string.Create(CultureInfo.InvariantCulture, $"{target}: {PackageTree.Title(result)}, {Units.Bytes(file.Length)}, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(file))}");
    }

    private static string Target(string directory, string? output)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        name = (Directory.Exists(directory) ? name : s_archives.FirstOrDefault(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase)) is { } ending ? name[..^ending.Length] : name) + ".csar";
        return output is null ? name : Directory.Exists(output) ? Path.Combine(output, name) : output;
    }
}
