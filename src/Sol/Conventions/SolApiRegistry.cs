using System.Collections.Concurrent;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>The APIs mapped in this process, so that an error answered before routing found an endpoint still names the API's version.</summary>
public sealed class SolApiRegistry
{
    private readonly ConcurrentDictionary<string, SolApi> byPrefix = new(StringComparer.Ordinal);

    /// <summary>Adds an API; false when its name has been seen before with another major version.</summary>
    internal bool AddFirstOfName(SolApi api)
    {
        var first = !byPrefix.Values.Any(known => known.Name == api.Name);
        if (!byPrefix.TryAdd(api.Prefix, api))
        {
            throw new InvalidOperationException($"The API {api.Prefix} is mapped twice.");
        }

        return first;
    }

    /// <summary>All major versions of an API, by name.</summary>
    public IEnumerable<SolApi> OfName(string name) => byPrefix.Values.Where(api => api.Name == name).OrderBy(static api => api.Major, StringComparer.Ordinal);

    /// <summary>The API a path belongs to.</summary>
    public SolApi? Find(string? path)
    {
        if (path is null || path.Length < 2)
        {
            return null;
        }

        var second = path.IndexOf('/', 1);
        if (second < 0)
        {
            return null;
        }

        var third = path.IndexOf('/', second + 1);
        var prefix = third < 0 ? path.AsSpan() : path.AsSpan(0, third);
        if (byPrefix.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(prefix, out var api))
        {
            return api;
        }

        // {apiRoot}/{apiName}/api_versions belongs to all major versions; the newest speaks for it.
        return path.AsSpan(second).SequenceEqual("/api_versions") ? OfName(path[1..second]).LastOrDefault() : null;
    }
}
