namespace NfvOrchestrator.Sol.Text;

/// <summary>Keeps what a client sent short and printable before it is repeated in a message.</summary>
internal static class Clip
{
    public static string Text(string? text, int max = 80)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var clipped = text.Length > max ? string.Concat(text.AsSpan(0, max), "…") : text;
        return clipped.Any(char.IsControl) ? new string([.. clipped.Select(static c => char.IsControl(c) ? '\uFFFD' : c)]) : clipped;
    }
}
