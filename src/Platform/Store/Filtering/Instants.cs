using System.Globalization;

namespace NfvOrchestrator.Platform.Store.Filtering;

/// <summary>Date-times as they stand in documents (RFC 3339).</summary>
internal static class Instants
{
    /// <summary>The instant in UTC ticks; null when the text is no date-time.</summary>
    public static long? Ticks(string? text)
        => text is { Length: >= 20 and <= 40 } && text[10] is 'T' or 't' or ' '
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.UtcTicks
            : null;
}
