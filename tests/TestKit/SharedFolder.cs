namespace NfvOrchestrator.TestKit;

/// <summary>Finds the folder <c>shared</c> (specifications, servers) that lies beside the repository on machines that have it.</summary>
public static class SharedFolder
{
    /// <summary>Environment variable that names the folder itself.</summary>
    public const string Variable = "NFV_SHARED";

    /// <summary>Why a test that needs the folder is skipped.</summary>
    public const string SkipReason = "There is no folder 'shared' beside the repository (set NFV_SHARED to name it).";

    /// <summary>The folder; null when there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, "shared");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>A path below the folder; null when there is none.</summary>
    public static string? Find(params ReadOnlySpan<string> parts)
    {
        var root = Find();
        if (root is null)
        {
            return null;
        }

        var path = Path.Combine([root, .. parts]);
        return Path.Exists(path) ? path : null;
    }
}
