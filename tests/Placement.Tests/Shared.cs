namespace NfvOrchestrator.Placement.Tests;

/// <summary>Finds the reference data beside the repository; tests that need it are skipped where it is absent.</summary>
internal static class Shared
{
    public static string? Topologies { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("NFV_SHARED") is { Length: > 0 } set)
        {
            return Existing(set);
        }
        for (var d = new DirectoryInfo(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            if (Existing(Path.Combine(d.FullName, "shared")) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private static string? Existing(string shared)
    {
        var path = Path.Combine(shared, "topologies", "normalized");
        return Directory.Exists(path) ? path : null;
    }
}
