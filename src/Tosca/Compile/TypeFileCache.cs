using System.Security.Cryptography;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// The ETSI type files that packages carry are mostly the published ones: each is parsed once per process and shared by all packages
/// that have the same bytes under the same path. Bounded; trees are never changed. Files with findings are not kept, so that the
/// findings are told every time.
/// </summary>
internal static class TypeFileCache
{
    private const long MaxBytes = 2 * 1024 * 1024;

    private static readonly Dictionary<string, YNode> s_trees = new(StringComparer.Ordinal);
    private static readonly Lock s_lock = new();
    private static long s_bytes;

    public static string Key(string path, ReadOnlySpan<byte> content) => $"{Convert.ToHexString(SHA256.HashData(content))} {path}";

    /// <summary>The tree of the same bytes, when it keeps to the limits of this reading.</summary>
    public static YNode? Find(string key, PackageReadOptions options)
    {
        lock (s_lock)
        {
            return s_trees.TryGetValue(key, out var root) && root.Weight <= options.MaxYamlNodes && root.Height <= options.MaxYamlDepth ? root : null;
        }
    }

    public static void Keep(string key, YNode root, long bytes)
    {
        if (bytes > MaxBytes / 4)
        {
            return;
        }

        lock (s_lock)
        {
            // a process that meets more kinds of files than fit starts again: what is in use comes back at once
            if (s_bytes + bytes > MaxBytes)
            {
                s_trees.Clear();
                s_bytes = 0;
            }

            if (s_trees.TryAdd(key, root))
            {
                s_bytes += bytes;
            }
        }
    }
}
