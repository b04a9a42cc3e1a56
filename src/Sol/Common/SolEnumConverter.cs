using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Writes an enumeration as the literal of the specification and reads nothing else (no numbers).</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class SolEnumConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
