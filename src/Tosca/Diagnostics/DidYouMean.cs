namespace NfvOrchestrator.Tosca.Diagnostics;

/// <summary>Finds the name a person probably meant.</summary>
internal static class DidYouMean
{
    private const int HintsPerRun = 300;

    // a hint costs much more than the finding it belongs to; a hostile file with 50,000 of them must not buy time with it
    [ThreadStatic]
    private static int s_given;

    /// <summary>Called where a run starts (a run stays on its thread).</summary>
    public static void StartRun() => s_given = 0;

    public static string? Hint(string name, IEnumerable<string> candidates)
    {
        if (++s_given > HintsPerRun)
        {
            return null;
        }

        string? best = null;
        var bestDistance = Math.Max(2, name.Length / 4) + 1;
        foreach (var candidate in candidates.Take(2000))
        {
            if (Math.Abs(candidate.Length - name.Length) >= bestDistance)
            {
                continue;
            }

            var distance = Distance(name, candidate);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        // nothing is close: perhaps it was cut short
        best ??= name.Length >= 4 ? candidates.Take(2000).FirstOrDefault(c => c.StartsWith(name, StringComparison.OrdinalIgnoreCase)) : null;
        return best is null ? null : $"did you mean '{best}'?";
    }

    private static int Distance(string a, string b)
    {
        if (a.Length > 128 || b.Length > 128)
        {
            return int.MaxValue;
        }

        Span<int> previous = stackalloc int[b.Length + 1];
        Span<int> current = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
            }

            current.CopyTo(previous);
        }

        return previous[b.Length];
    }
}
