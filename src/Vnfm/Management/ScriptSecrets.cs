using System.Text.Json;

namespace NfvOrchestrator.Vnfm.Management;

/// <summary>Removes secrets from what scripts write: values of parameters whose names say that they are secret. Pure.</summary>
internal static class ScriptSecrets
{
    private const int ShortestSecret = 4;
    private static readonly string[] Names = ["password", "passwd", "secret", "token", "credential", "private", "apikey", "api_key"];

    /// <summary>The text without the secrets of some JSON.</summary>
    public static string Remove(string text, IReadOnlyList<JsonElement> from)
    {
        foreach (var secret in from.SelectMany(static e => Find(e, secret: false)).Where(static s => s.Length >= ShortestSecret).Distinct(StringComparer.Ordinal).OrderByDescending(static s => s.Length))
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }
        return text;
    }

    private static IEnumerable<string> Find(JsonElement element, bool secret) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Find(p.Value, secret || Array.Exists(Names, n => p.Name.Contains(n, StringComparison.OrdinalIgnoreCase)))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Find(e, secret)),
        JsonValueKind.String when secret => [element.GetString()!],
        JsonValueKind.Number when secret => [element.GetRawText()],
        _ => [],
    };
}
