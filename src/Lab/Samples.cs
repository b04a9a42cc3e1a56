namespace NfvOrchestrator.Lab;

/// <summary>The sample packages of the repository.</summary>
public static class Samples
{
    /// <summary>Finds a folder of <c>tosca-samples</c> above the program.</summary>
    public static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tosca-samples", name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }
        throw new LabFailureException($"The folder tosca-samples/{name} was not found above {AppContext.BaseDirectory}. Run the lab from a clone of the repository, or name a package with --package.");
    }
}
