using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sol.Dialects;

/// <summary>How a merge patch of an older version becomes one of the newer.</summary>
/// <param name="Older">The type that the older version documents.</param>
/// <param name="Convert">The rewriting; pure.</param>
internal sealed record DialectPatch(Type Older, Func<JsonObject, JsonObject> Convert);
