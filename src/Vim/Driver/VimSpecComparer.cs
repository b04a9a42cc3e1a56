using System.Text.Json;

namespace NfvOrchestrator.Vim;

/// <summary>Compares specifications by content. Ownership tags that only say which operation asked are not compared.</summary>
public static class VimSpecComparer
{
    /// <summary>JSON names of the members that differ; empty when the two ask for the same.</summary>
    public static IReadOnlyList<string> Differences(VimResourceSpec first, VimResourceSpec second)
    {
        if (ReferenceEquals(first, second)) return [];
        var a = Bytes(first);
        var b = Bytes(second);
        if (a.AsSpan().SequenceEqual(b)) return [];
        using var left = JsonDocument.Parse(a);
        using var right = JsonDocument.Parse(b);
        var names = new List<string>();
        foreach (var member in left.RootElement.EnumerateObject())
        {
            if (!right.RootElement.TryGetProperty(member.Name, out var other) || !JsonElement.DeepEquals(member.Value, other)) names.Add(member.Name);
        }

        foreach (var member in right.RootElement.EnumerateObject())
        {
            if (!left.RootElement.TryGetProperty(member.Name, out _)) names.Add(member.Name);
        }

        return names;
    }

    private static byte[] Bytes(VimResourceSpec spec) =>
        JsonSerializer.SerializeToUtf8Bytes(spec with { Tags = spec.Tags with { OperationId = null } }, VimJsonContext.Default.VimResourceSpec);
}
