using System.Text.Json;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sol.Dialects;

/// <summary>Points the links of a resource (<c>_links</c>, at any depth) into the version of a dialect, so that a client never leaves its version by following one.</summary>
internal static class DialectLinks
{
    /// <summary>Rewrites in place.</summary>
    public static void Rewrite(JsonNode node, SolDialect dialect)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map.ToList())
                {
                    if (name == "_links" && value is not null)
                    {
                        RewriteUris(value, dialect);
                    }
                    else if (value is JsonObject or JsonArray)
                    {
                        Rewrite(value, dialect);
                    }
                }
                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    if (item is JsonObject or JsonArray)
                    {
                        Rewrite(item, dialect);
                    }
                }
                break;
            default:
                break;
        }
    }

    private static void RewriteUris(JsonNode links, SolDialect dialect)
    {
        switch (links)
        {
            case JsonObject map:
                foreach (var (name, value) in map.ToList())
                {
                    if (name == "href" && value is JsonValue text && text.GetValueKind() == JsonValueKind.String)
                    {
                        map[name] = dialect.Link(text.GetValue<string>());
                    }
                    else if (value is not null)
                    {
                        RewriteUris(value, dialect);
                    }
                }
                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    if (item is not null)
                    {
                        RewriteUris(item, dialect);
                    }
                }
                break;
            default:
                break;
        }
    }
}
