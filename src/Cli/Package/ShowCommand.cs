using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using NfvOrchestrator.Cli.Terminal;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Diagnostics.Output;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Cli.Package;

/// <summary><c>nfvctl package show FILE</c>: what would be deployed, as a tree or as the JSON that lifecycle code works with.</summary>
internal static class ShowCommand
{
    public static Command Build(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = ReadingOptions.FileHelp };
        var json = new Option<bool>("--json") { Description = "The resolved model as JSON." };
        var reading = new ReadingOptions();
        var command = new Command("show", "Show what a package deploys: flavours, VDUs, links, levels, aspects, policies; of a network service its profiles, links and paths.")
        {
            file,
            json,
        };
        reading.AddTo(command);
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(json), reading.Of(parsed, context.Clock), context));
        return command;
    }

    private static int Run(string file, bool json, PackageReadOptions options, CommandContext context)
    {
        var reading = PackageReading.Of(file, options);
        if (!reading.Result.Ok)
        {
            DiagnosticText.Write(reading.Report with { Diagnostics = reading.Result.Errors.ToList() }, context.Error, colours: false, nameArchive: false);
            context.Error.WriteLine($"nfvctl: '{file}' cannot be shown, it has {reading.Report.Count(Severity.Error)} error(s); 'nfvctl package lint' lists everything");
            return ExitCode.Findings;
        }

        if (json)
        {
            WriteJson(reading.Result, context);
        }
        else
        {
            new TreeWriter(context.Out, context.Colours).Write(PackageTree.Of(reading));
        }

        return ExitCode.Ok;
    }

    private static void WriteJson(PackageReadResult result, CommandContext context)
    {
        using (var writer = new Utf8JsonWriter(context.Raw(), new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            switch (result)
            {
                case { VnfDescriptor: { } vnf }:
                    JsonSerializer.Serialize(writer, vnf, ToscaJsonContext.Default.VnfDescriptor);
                    break;
                case { NsDescriptor: { } ns }:
                    JsonSerializer.Serialize(writer, ns, ToscaJsonContext.Default.NsDescriptor);
                    break;
                case { PnfDescriptor: { } pnf }:
                    JsonSerializer.Serialize(writer, pnf, ToscaJsonContext.Default.PnfDescriptor);
                    break;
            }
        }

        context.Out.WriteLine();
    }
}
