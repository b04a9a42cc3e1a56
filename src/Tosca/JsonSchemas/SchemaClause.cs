using System.Text.Json;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.JsonSchemas;

/// <summary>
/// The constraint <c>schema</c> (TOSCA 1.3 §3.6.3.1): a JSON schema, written as a text or as YAML, for values of type <c>json</c> and for texts that hold JSON. For
/// <c>xml</c> it is an XML schema, which is not evaluated: such a document is only checked to be well-formed.
/// </summary>
internal sealed class SchemaClause
{
    private const int MaxLength = 1024 * 1024;

    private readonly JsonSchema? _schema;
    private readonly string? _problem;

    private SchemaClause(JsonSchema? schema, string? problem) => (_schema, _problem) = (schema, problem);

    public static SchemaClause Read(YNode argument)
    {
        var text = argument is YScalar scalar ? scalar.Value : argument.ToJson()?.GetRawText() ?? "";
        var schema = JsonSchema.Parse(text, out var problem);
        return new SchemaClause(schema, problem);
    }

    /// <summary>Why it cannot be used, or null.</summary>
    public string? Problem(string primitive) => primitive is "xml" ? null
        : primitive is not ("json" or "string" or "any" or "map" or "list") ? $"a value of type {primitive} has no schema"
        : _problem;

    /// <summary>What of it is not checked, or null.</summary>
    public string? Unchecked(string primitive) => primitive is "xml" ? "the XML schema: documents are only checked to be well-formed"
        : _schema?.Unchecked is { Count: > 0 } open ? string.Join(", ", open) : null;

    /// <summary>What of a value the schema forbids, or null.</summary>
    public string? Violation(string primitive, YNode value)
    {
        if (_schema is null || primitive is not ("json" or "string" or "any" or "map" or "list"))
        {
            return null;
        }

        if (value is not YScalar { Value: { } text })
        {
            return value.ToJson() is { } json ? _schema.FirstViolation(json) : null;
        }

        if (text.Length > MaxLength)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return _schema.FirstViolation(document.RootElement);
        }
        catch (JsonException e)
        {
            return $"no JSON: {e.Message}";
        }
    }
}
