using System.CommandLine;
using System.Reflection;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Diagnostics.Output;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Semantics;

namespace NfvOrchestrator.Cli.Package;

/// <summary><c>nfvctl package lint FILE…</c>: all findings; exit code 1 when something blocks.</summary>
internal static class LintCommand
{
    public static Command Build(CommandContext context)
    {
        var files = new Argument<string[]>("FILE") { Description = ReadingOptions.FileHelp, Arity = ArgumentArity.OneOrMore };
        var format = ReadingOptions.Choice("--format", "text", "How findings are written: as 'text', 'json', or 'sarif' (2.1.0).", "text", "json", "sarif");
        var reading = new ReadingOptions();
        var command = new Command("lint", "Check packages: container, manifest, digests, signatures, descriptor. Exit code 0: nothing blocks, 1: errors, 2: wrong use or unreadable.")
        {
            files,
            format,
        };
        reading.AddTo(command);
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(format)!, reading.Of(parsed, context.Clock), context));
        return command;
    }

    private static int Run(string[] files, string format, PackageReadOptions options, CommandContext context)
    {
        var readings = Together(files.Select(f => PackageReading.Of(f, options)).ToList(), options.Strict);
        var reports = readings.ConvertAll(r => r.Report);
        switch (format)
        {
            case "json":
                DiagnosticJson.Write(reports, context.Raw());
                context.Out.WriteLine();
                break;
            case "sarif":
                DiagnosticSarif.Write(reports, Version(), context.Raw());
                context.Out.WriteLine();
                break;
            default:
                foreach (var (file, reading) in files.Zip(readings))
                {
                    DiagnosticText.Write(reading.Report, context.Out, context.Colours, files.Length > 1);
                    context.Out.WriteLine(Last(file, reading, context.Colours));
                }

                break;
        }

        return reports.Exists(r => r.Count(Severity.Error) > 0) ? ExitCode.Findings : ExitCode.Ok;
    }

    /// <summary>Network services among the packages are checked against the functions and services that are given with them.</summary>
    private static List<PackageReading> Together(List<PackageReading> readings, bool strict)
    {
        var vnfs = readings.Select(r => r.Result.VnfDescriptor).OfType<VnfDescriptor>().DistinctBy(v => v.DescriptorId).ToDictionary(v => v.DescriptorId, StringComparer.Ordinal);
        var services = readings.Select(r => r.Result.NsDescriptor).OfType<NsDescriptor>().DistinctBy(n => n.NsdId).ToDictionary(n => n.NsdId, StringComparer.Ordinal);
        var pnfs = readings.Select(r => r.Result.PnfDescriptor).OfType<PnfDescriptor>().DistinctBy(p => p.PnfdId).ToDictionary(p => p.PnfdId, StringComparer.Ordinal);
        return readings.ConvertAll(r => r.Result.NsDescriptor is not { } ns ? r : r with
        {
            Report = r.Report with { Diagnostics = [.. r.Report.Diagnostics, .. NsdCrossCheck.Check(ns, vnfs.GetValueOrDefault, services.GetValueOrDefault, pnfs.GetValueOrDefault, strict)] },
        });
    }

    private static string Last(string file, PackageReading reading, bool colours)
    {
        var summary = DiagnosticText.Summary(reading.Report);
        var (mark, colour) = !reading.Result.Ok || reading.Report.Count(Severity.Error) > 0 ? ("refused", "\e[31m") : ("ok", "\e[32m");
        var what = PackageTree.Title(reading.Result) is { } title ? $": {title}" : "";
        return $"{(colours ? $"{colour}{mark}\e[0m" : mark)} {file}{what}{(summary.Length > 0 ? $" ({summary})" : "")}";
    }

    private static string Version() => typeof(LintCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
