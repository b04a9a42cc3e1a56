using System.Globalization;
using System.Text.Json;

namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>YAML values as JSON, scalars typed by the YAML core schema.</summary>
internal static class YamlJson
{
    private const int MaxDepth = 100;

    public static JsonElement? ToJson(this YNode? node)
    {
        if (node is null || node.IsNull)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, node, 0);
        }

        using var document = JsonDocument.Parse(buffer.ToArray(), new JsonDocumentOptions { MaxDepth = 128 });
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, YNode node, int depth)
    {
        // YAML is bounded to fewer levels than this; only functions that put properties into each other get here
        if (depth > MaxDepth)
        {
            writer.WriteNullValue();
            return;
        }

        switch (node)
        {
            case YMap map:
                writer.WriteStartObject();
                foreach (var (key, value) in map.Pairs)
                {
                    writer.WritePropertyName(key.Value);
                    Write(writer, value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case YList list:
                writer.WriteStartArray();
                foreach (var item in list.Values)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case YScalar scalar when node.IsNull:
                writer.WriteNullValue();
                break;
            case YScalar { Quoted: false } scalar when TryBool(scalar.Value, out var b):
                writer.WriteBooleanValue(b);
                break;
            case YScalar { Quoted: false } scalar when long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l) && !scalar.Value.StartsWith('0') | scalar.Value == "0":
                writer.WriteNumberValue(l);
                break;
            case YScalar { Quoted: false } scalar when scalar.Value.Contains('.', StringComparison.Ordinal) && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && double.IsFinite(d):
                writer.WriteNumberValue(d);
                break;
            case YScalar scalar:
                writer.WriteStringValue(scalar.Value);
                break;
        }
    }

    public static bool TryBool(string text, out bool value)
    {
        value = text is "true" or "True" or "TRUE" or "yes" or "Yes" or "on";
        return value || text is "false" or "False" or "FALSE" or "no" or "No" or "off";
    }
}
