namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Finds the shared material (a sibling of the repository) and the samples of the repository.</summary>
internal static class Shared
{
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("NFV_SHARED") ?? Above("shared", d => Directory.Exists(Path.Combine(d, "descriptors")));

    public static string Samples { get; } = Above("tosca-samples", _ => true) ?? throw new InvalidOperationException("tosca-samples is not above the test assembly");

    public static string Descriptor(string path)
    {
        Skip.If(Folder is null, "the folder 'shared' is not beside the repository (set NFV_SHARED)");
        return Path.Combine(Folder!, "descriptors", path);
    }

    private static string? Above(string name, Func<string, bool> suits)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var candidate = Path.Combine(directory.FullName, name);
            if (Directory.Exists(candidate) && suits(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
