using System.Text.Encodings.Web;
using System.Text.Json;

namespace NfvOrchestrator.Tosca.Diagnostics.Output;

/// <summary>Findings as JSON: one object with a list of packages, each with its findings and counts.</summary>
public static class DiagnosticJson
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes UTF-8.</summary>
    public static void Write(IReadOnlyList<DiagnosticReport> reports, Stream to)
    {
        using var json = new Utf8JsonWriter(to, s_options);
        json.WriteStartObject();
        json.WriteStartArray("packages");
        foreach (var report in reports)
        {
            json.WriteStartObject();
            json.WriteString("package", report.Target);
            json.WriteNumber("errors", report.Count(Severity.Error));
            json.WriteNumber("warnings", report.Count(Severity.Warning));
            json.WriteStartArray("diagnostics");
            foreach (var d in report.Diagnostics)
            {
                Write(json, d);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Diagnostic d)
    {
        json.WriteStartObject();
        json.WriteString("code", d.Code);
        json.WriteString("severity", d.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" });
        json.WriteString("file", d.File);
        if (d.Line > 0)
        {
            json.WriteNumber("line", d.Line);
            json.WriteNumber("column", d.Column);
        }

        json.WriteString("message", d.Message);
        if (d.Clause is not null)
        {
            json.WriteString("clause", d.Clause);
        }

        if (d.Hint is not null)
        {
            json.WriteString("hint", d.Hint);
        }

        json.WriteEndObject();
    }
}
