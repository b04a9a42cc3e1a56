using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// Looks at the content of every file once, streaming: the digests of the manifest, and whether the file is encrypted. Also says
/// what the manifest lists and the package lacks, and the other way round.
/// </summary>
internal sealed class ArtifactScanner(IPackageFiles files, PackageLayout layout, PackageManifest? manifest, DiagnosticBag diagnostics)
{
    private readonly byte[] _buffer = new byte[81920];
    private readonly Dictionary<string, ManifestEntry> _listed = new(StringComparer.Ordinal);

    /// <summary>Paths of encrypted files.</summary>
    public HashSet<string> Encrypted { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that no digest of the manifest covers (the manifest, signatures it names and the certificate apart).</summary>
    public List<string> Uncovered { get; } = [];

    public void Scan()
    {
        var paths = files.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in manifest?.Entries ?? [])
        {
            Check(entry, paths);
        }

        foreach (var file in files.Files)
        {
            Scan(file);
        }

        var proofs = (manifest?.Entries ?? []).SelectMany(e => new[] { e.Signature, e.Certificate }).Append(layout.Certificate).ToHashSet(StringComparer.Ordinal);
        Uncovered.AddRange(files.Files.Select(f => f.Path).Where(p => p != manifest?.Path && !_listed.ContainsKey(p) && !proofs.Contains(p)));
        if (manifest is not null)
        {
            CheckCoverage(manifest);
        }
    }

    private void Check(ManifestEntry entry, HashSet<string> paths)
    {
        var at = manifest!.Path;
        if (PackagePath.IsUri(entry.Source))
        {
            if (entry.Hash is null)
            {
                diagnostics.Deviation("TOSCA0033", at, entry.Line, $"the external artifact '{entry.Source}' has no digest: whoever serves it can change it", "SOL004 §4.3.2", "add Algorithm and Hash");
            }

            return;
        }

        if (PackagePath.Resolve("", entry.Source) is not { } path || !paths.Contains(path))
        {
            diagnostics.Add(new Diagnostic("TOSCA0017", Severity.Error, at, entry.Line, 1, $"the manifest lists '{entry.Source}', which is not in the package", "SOL004 §4.3.2", DidYouMean.Hint(entry.Source, paths)));
            return;
        }

        if (path == at)
        {
            diagnostics.Deviation("TOSCA0015", at, entry.Line, "the manifest lists itself; a digest of it cannot be in it and is not looked at", "SOL004 §4.3.2", "remove the entry");
            return;
        }

        if (entry.Hash is not { Length: > 0 })
        {
            diagnostics.Deviation("TOSCA0031", at, entry.Line, $"'{entry.Source}' is listed without digest", "SOL004 §4.3.2", "add Algorithm and Hash, e.g. with 'nfvctl package pack'");
        }
        else if (ContentDigest.NameOf(entry.Algorithm) is null)
        {
            diagnostics.Add(new Diagnostic("TOSCA0018", Severity.Error, at, entry.Line, 1, entry.Algorithm is null ? $"'{entry.Source}' has a digest, but no algorithm is named" : $"digest algorithm '{entry.Algorithm}' of '{entry.Source}' is not supported", "SOL004 §5.3", "use SHA-256, SHA-384 or SHA-512"));
        }
        else
        {
            _listed[path] = entry;
        }
    }

    private void Scan(PackageFile file)
    {
        var entry = _listed.GetValueOrDefault(file.Path);
        if (entry is null && (PackagePath.IsYaml(file.Path) || file.Path == layout.MetaFile || file.Path == layout.Manifest))
        {
            return;
        }

        try
        {
            using var stream = files.Open(file);
            var n = stream.ReadAtLeast(_buffer, EncryptionProbe.Needs, throwOnEndOfStream: false);
            if (EncryptionProbe.IsEncrypted(_buffer.AsSpan(0, n)))
            {
                Encrypted.Add(file.Path);
                diagnostics.File("TOSCA0032", Severity.Info, file.Path, "the artifact is encrypted (CMS); it is kept and handed out as it is", "SOL004 §5.4");
            }

            if (entry is null)
            {
                return;
            }

            using var digest = ContentDigest.Start(ContentDigest.NameOf(entry.Algorithm)!);
            for (; n > 0; n = stream.Read(_buffer))
            {
                digest.Append(_buffer.AsSpan(0, n));
            }

            var actual = digest.Finish();
            if (!string.Equals(actual, entry.Hash, StringComparison.OrdinalIgnoreCase))
            {
                diagnostics.File("TOSCA0016", Severity.Error, file.Path, $"the file does not have the {entry.Algorithm} digest that {manifest!.Path}:{entry.Line} gives: expected {entry.Hash}, found {actual}", "SOL004 §5.3", "the file was changed after the manifest was written, or damaged on the way");
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.File("TOSCA0006", Severity.Error, file.Path, $"the file cannot be read from the package: {e.Message}", hint: "the archive is damaged; pack it again");
        }
    }

    private void CheckCoverage(PackageManifest found)
    {
        if (found.Entries.Count == 0)
        {
            Softer("TOSCA0024", found.Path, "the manifest lists no files: they cannot be verified", "'nfvctl package pack' adds them with their digests");
            return;
        }

        // TOSCA.meta describes the package rather than belonging to it; signatures and certificates prove other files and need no proof themselves
        var named = found.Entries.Select(e => PackagePath.Resolve("", e.Source)).ToHashSet(StringComparer.Ordinal);
        var missing = Uncovered.FindAll(p => p != layout.MetaFile && !named.Contains(p) && !SignatureFiles.IsSignature(p) && !SignatureFiles.IsCertificate(p));
        if (missing.Count > 0)
        {
            Softer("TOSCA0025", found.Path, $"{missing.Count} file{(missing.Count == 1 ? " is" : "s are")} not listed in the manifest: {string.Join(", ", missing.Take(5))}{(missing.Count > 5 ? ", …" : "")}", "list every file with its digest, e.g. with 'nfvctl package pack'");
        }
    }

    private void Softer(string code, string path, string message, string hint)
    {
        if (files.IsDirectory)
        {
            diagnostics.File(code, Severity.Info, path, message, "SOL004 §4.3.2", hint);
        }
        else
        {
            diagnostics.Deviation(code, path, 0, message, "SOL004 §4.3.2", hint);
        }
    }
}
