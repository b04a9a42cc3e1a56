using System.Text.Encodings.Web;
using System.Text.Json;

namespace NfvOrchestrator.Tosca.Diagnostics.Output;

/// <summary>
/// Findings as SARIF 2.1.0 (OASIS), which code review tools read. Rules come from the table of codes. URIs are relative to where the
/// tool was started; files inside an archive are nested artifacts of it (§3.24.3).
/// </summary>
public sealed class DiagnosticSarif
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(string Uri, int? Parent)> _artifacts = [];
    private readonly Dictionary<(string Uri, int? Parent), int> _index = [];
    private readonly IReadOnlyList<DiagnosticReport> _reports;
    private readonly List<DiagnosticCode> _rules;
    private readonly string _version;

    private DiagnosticSarif(IReadOnlyList<DiagnosticReport> reports, string version)
    {
        _reports = reports;
        _version = version;
        _rules = [.. reports.SelectMany(r => r.Diagnostics).Select(d => d.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(c => DiagnosticCodes.All[c])];
    }

    /// <summary>Writes UTF-8.</summary>
    /// <param name="reports">The findings.</param>
    /// <param name="version">Version of the tool.</param>
    /// <param name="to">Where to.</param>
    public static void Write(IReadOnlyList<DiagnosticReport> reports, string version, Stream to) => new DiagnosticSarif(reports, version).Write(to);

    private void Write(Stream to)
    {
        using var json = new Utf8JsonWriter(to, s_options);
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "nfvctl");
        json.WriteString("version", _version);
        json.WriteStartArray("rules");
        foreach (var rule in _rules)
        {
            Rule(json, rule);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var report in _reports)
        {
            foreach (var d in report.Diagnostics)
            {
                Result(json, report, d);
            }
        }

        json.WriteEndArray();
        Artifacts(json);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Rule(Utf8JsonWriter json, DiagnosticCode rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Code);
        Text(json, "shortDescription", rule.Meaning);
        Text(json, "help", $"{rule.Clause}. {rule.Advice}.{(rule.Tolerated is null ? "" : $" Lenient reading: {rule.Tolerated}.")}");
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", rule.Kind switch
        {
            DiagnosticKind.Error or DiagnosticKind.ErrorOrDeviation => "error",
            DiagnosticKind.Deviation or DiagnosticKind.Warning => "warning",
            _ => "note",
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Result(Utf8JsonWriter json, DiagnosticReport report, Diagnostic d)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", d.Code);
        json.WriteNumber("ruleIndex", _rules.FindIndex(r => r.Code == d.Code));
        json.WriteString("level", d.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        Text(json, "message", d.Message + (d.Hint is null ? "" : $" ({d.Hint})"));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        var index = IndexOf(report, d);
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", _artifacts[index].Uri);
        json.WriteNumber("index", index);
        json.WriteEndObject();
        if (d.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", d.Line);
            json.WriteNumber("startColumn", Math.Max(1, d.Column));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Artifacts(Utf8JsonWriter json)
    {
        json.WriteStartArray("artifacts");
        foreach (var (uri, parent) in _artifacts)
        {
            json.WriteStartObject();
            json.WriteStartObject("location");
            json.WriteString("uri", uri);
            json.WriteEndObject();
            if (parent is { } index)
            {
                json.WriteNumber("parentIndex", index);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private int IndexOf(DiagnosticReport report, Diagnostic d)
    {
        if (report.IsDirectory || d.File.StartsWith('('))
        {
            return IndexOf(Relative(report.PathOf(d)), null);
        }

        return IndexOf(Escape(d.File), IndexOf(Relative(report.Target), null));
    }

    private int IndexOf(string uri, int? parent)
    {
        if (!_index.TryGetValue((uri, parent), out var index))
        {
            _index[(uri, parent)] = index = _artifacts.Count;
            _artifacts.Add((uri, parent));
        }

        return index;
    }

    private static string Relative(string path)
    {
        var relative = Path.IsPathRooted(path) ? Path.GetRelativePath(Environment.CurrentDirectory, path) : path;
        return Escape(relative.Replace('\\', '/') is var slashed && slashed.StartsWith("./", StringComparison.Ordinal) ? slashed[2..] : slashed);
    }

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
