using System.Text.Json;

namespace NfvOrchestrator.Platform.Store.Filtering;

/// <summary>Date-times as they stand in documents.</summary>
internal static class Instants
{
    /// <summary>The instant in UTC ticks, read as the JSON serializer reads a date-time; null when the text is none.</summary>
    public static long? Ticks(string? text)
    {
        if (text is not { Length: >= 10 and <= 40 })
        {
            return null;
        }
        Span<byte> json = stackalloc byte[text.Length + 2];
        json[0] = json[^1] = (byte)'"';
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) && text[i] is not ('-' or ':' or '.' or '+' or 'T' or 'Z'))
            {
                return null;
            }
            json[i + 1] = (byte)text[i];
        }
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TryGetDateTimeOffset(out var instant) ? instant.UtcTicks : null;
    }
}
