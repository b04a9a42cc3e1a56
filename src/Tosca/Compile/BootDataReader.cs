using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>boot_data: a string or the path of a file of the package (SOL001 2.5.1 and 2.6.1), or a BootData map (since 2.7.1).</summary>
internal sealed class BootDataReader(BuildContext context)
{
    public BootData? Read(NodeTemplate node, YNode? data)
    {
        if (data is YScalar && data.Text is { } text)
        {
            // a single word that is a file of the package is that file, as SOL001 2.5.1 says ("a string or a URL to a file")
            var path = text.Contains('\n', StringComparison.Ordinal) ? null : context.Artifacts.Locate(data, text).Path;
            return path is null ? new BootData { Content = text } : new BootData { SourcePath = path, Content = Content(path, node, data) };
        }

        if (data is not YMap)
        {
            return null;
        }

        var (file, pairs, vim) = (data["content_or_file_data"], data["kvp_data"], data["vim_specific_properties"]);
        var source = file?["source_path"];
        var located = source?.Text is { } s ? context.Artifacts.Locate(source, s).Path : null;
        if (source is not null && located is null && !PackagePath.IsUri(source.Text!))
        {
            context.Diagnostics.Deviation("TOSCA0320", source, $"boot data of '{node.Name}' is the file '{source.Text}', which is not in the package; the VNFC boots without it", "SOL001 §6.2.43", "add the file, or write the text in 'content'");
        }

        return new BootData
        {
            Content = file?["content"]?.Text ?? (located is null ? null : Content(located, node, source!)),
            SourcePath = located,
            DestinationPath = file?["destination_path"]?.Text,
            Parameters = (pairs?["data"] ?? file?["data"]).TextMap(),
            IsKeyValue = pairs is not null,
            VimType = vim?["vim_type"]?.Text,
            VimProperties = (vim?["properties"]).TextMap(),
        };
    }

    private string? Content(string path, NodeTemplate node, YNode at)
    {
        var text = context.Artifacts.ReadText(path);
        if (text is null)
        {
            context.Diagnostics.Deviation("TOSCA0320", at, $"boot data of '{node.Name}' is the file '{path}', which is no text of at most {PackageTexts.MaxBytes} bytes (65,535 characters of base64, what VIMs take); the VNFC boots without it", "SOL001 §6.2.43", "keep boot data small and let it fetch the rest");
        }

        return text;
    }
}
