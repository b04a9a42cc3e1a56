namespace NfvOrchestrator.Sol.Text;

/// <summary>Finds the name someone probably meant.</summary>
internal static class Suggest
{
    /// <summary><c> Did you mean 'x'?</c> with a leading space, or nothing when no known name is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> known)
    {
        var nearest = Nearest(name, known);
        return nearest is null ? string.Empty : $" Did you mean '{nearest}'?";
    }

    public static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > 64)
        {
            return null;
        }

        string? best = null;
        var bestDistance = Math.Max(2, name.Length / 3) + 1;
        foreach (var candidate in known)
        {
            var distance = Distance(name, candidate);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>Levenshtein distance, blind to case.</summary>
    private static int Distance(string a, string b)
    {
        if (b.Length > 128)
        {
            return int.MaxValue;
        }

        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
