using System.Text.Json;
using System.Xml;

namespace NfvOrchestrator.Tosca.JsonSchemas;

/// <summary>Whether texts are documents of the TOSCA types <c>json</c> and <c>xml</c> (TOSCA 1.3 §5.3).</summary>
internal static class Documents
{
    private const int MaxLength = 1024 * 1024;

    /// <summary>What is wrong with a document, or null. What is too large to be judged is not wrong.</summary>
    public static string? Problem(string type, string text) => text.Length > MaxLength ? null : type is "json" ? Json(text) : Xml(text);

    /// <summary>Settings for XML of strangers: no document type, so no entities; nothing is fetched; bounded.</summary>
    public static XmlReaderSettings SafeXml(long maxCharacters) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = maxCharacters,
        MaxCharactersFromEntities = 0,
        CloseInput = false,
    };

    private static string? Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    private static string? Xml(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), SafeXml(MaxLength));
            while (reader.Read())
            {
                // only whether it can be read
            }

            return null;
        }
        catch (XmlException e)
        {
            return e.Message;
        }
    }
}
