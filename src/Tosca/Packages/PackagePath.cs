namespace NfvOrchestrator.Tosca.Packages;

/// <summary>Paths inside packages: relative, forward slashes.</summary>
internal static class PackagePath
{
    public static bool IsSafe(string path) =>
        path.Length > 0 && path[0] != '/' && !path.Any(char.IsControl) && !(path.Length > 1 && path[1] == ':')
        && !path.Split('/').Any(part => part is "..");

    /// <summary>Resolves a reference against the directory of a file; null when it leaves the package.</summary>
    public static string? Resolve(string fromFile, string reference)
    {
        var parts = new List<string>();
        var slash = fromFile.LastIndexOf('/');
        if (slash > 0 && !reference.StartsWith('/'))
        {
            parts.AddRange(fromFile[..slash].Split('/'));
        }

        foreach (var part in reference.Replace('\\', '/').Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case "..":
                    if (parts.Count == 0)
                    {
                        return null;
                    }

                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return parts.Count == 0 ? null : string.Join('/', parts);
    }

    public static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static bool IsUri(string text) =>
        text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out _);

    public static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
