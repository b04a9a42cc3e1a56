using System.Security.Cryptography;
using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>Checks the digests of a manifest against the files, streaming each file once.</summary>
internal static class DigestChecker
{
    public static void Check(IPackageFiles files, PackageManifest manifest, DiagnosticBag diagnostics)
    {
        var byPath = files.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        foreach (var entry in manifest.Entries)
        {
            if (PackagePath.IsUri(entry.Source))
            {
                continue;
            }

            if (PackagePath.Resolve("", entry.Source) is not { } path || !byPath.TryGetValue(path, out var file))
            {
                diagnostics.File("TOSCA0017", Severity.Error, manifest.Path, $"the manifest lists '{entry.Source}', which is not in the package", "SOL004 §4.3.2", DidYouMean.Hint(entry.Source, byPath.Keys));
                continue;
            }

            if (entry.Hash is not { Length: > 0 } expected)
            {
                continue;
            }

            if (Algorithm(entry.Algorithm) is not { } algorithm)
            {
                diagnostics.File("TOSCA0018", Severity.Error, manifest.Path, $"digest algorithm '{entry.Algorithm}' of '{entry.Source}' is not supported", "SOL004 §5.3", "use SHA-256 or SHA-512");
                continue;
            }

            try
            {
                using var stream = files.Open(file);
                var actual = Convert.ToHexStringLower(Hash(stream, algorithm));
                if (!string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase))
                {
                    diagnostics.File("TOSCA0016", Severity.Error, path, $"the file does not have the {entry.Algorithm} digest that {manifest.Path} gives: expected {expected}, found {actual}", "SOL004 §5.3", "the file was changed after the manifest was written, or damaged on the way");
                }
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                diagnostics.File("TOSCA0006", Severity.Error, path, $"the file cannot be read from the package: {e.Message}", hint: "the archive is damaged; pack it again");
            }
        }
    }

    private static HashAlgorithmName? Algorithm(string? name) => name?.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "SHA256" => HashAlgorithmName.SHA256,
        "SHA384" => HashAlgorithmName.SHA384,
        "SHA512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static byte[] Hash(Stream stream, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        var buffer = new byte[81920];
        int n;
        while ((n = stream.Read(buffer)) > 0)
        {
            hash.AppendData(buffer.AsSpan(0, n));
        }

        return hash.GetHashAndReset();
    }
}
