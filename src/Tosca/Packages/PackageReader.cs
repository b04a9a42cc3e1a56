using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// Reads a package: container, manifest, digests, descriptor. Whatever is in the package, the answer is a result with
/// diagnostics, never an exception.
/// </summary>
public static class PackageReader
{
    /// <summary>Reads and checks everything; all findings of the package come back at once.</summary>
    public static PackageReadResult Read(IPackageFiles files, PackageReadOptions? options = null)
    {
        options ??= PackageReadOptions.Default;
        DidYouMean.StartRun();
        var diagnostics = new DiagnosticBag(options.Strict, options.MaxDiagnostics);
        foreach (var finding in files.ContainerDiagnostics)
        {
            diagnostics.Add(finding);
        }

        // nothing in a container that is broken as such can be trusted
        if (files.Files.Count == 0 || diagnostics.HasErrors)
        {
            if (!diagnostics.HasErrors)
            {
                diagnostics.File("TOSCA0013", Severity.Error, "(package)", "the package has no files", "SOL004 §4.1");
            }

            return new PackageReadResult { PackageKind = PackageKind.Unknown, Diagnostics = diagnostics.ToList() };
        }

        var locator = new EntryLocator(files, diagnostics);
        locator.Locate();
        var manifest = ReadManifest(files, locator.Manifest, options, diagnostics);
        var compiled = locator.Entry is null
            ? new CompiledDescriptor(PackageKind.Unknown, null, null, null)
            : new DescriptorCompiler(files, options, diagnostics).Compile(locator.Entry);
        if (compiled is { Vnf: null, Ns: null, Pnf: null } && !diagnostics.HasErrors)
        {
            diagnostics.File("TOSCA0301", Severity.Error, locator.Entry ?? "(package)", "no descriptor could be built from the entry definitions", "SOL001 §6.11");
        }

        var blocked = diagnostics.HasErrors;
        return new PackageReadResult
        {
            PackageKind = compiled.Kind,
            VnfDescriptor = blocked ? null : compiled.Vnf,
            NsDescriptor = blocked ? null : compiled.Ns,
            PnfDescriptor = blocked ? null : compiled.Pnf,
            EntryDefinitions = locator.Entry,
            Manifest = manifest,
            Artifacts = Artifacts(files, manifest),
            SoftwareImages = blocked || compiled.Vnf is null ? [] : Images(compiled.Vnf),
            Diagnostics = diagnostics.ToList(),
        };
    }

    private static PackageManifest? ReadManifest(IPackageFiles files, string? path, PackageReadOptions options, DiagnosticBag diagnostics)
    {
        if (path is null)
        {
            return null;
        }

        var file = files.Files.First(f => f.Path == path);
        if (file.SizeBytes > options.MaxYamlBytes)
        {
            diagnostics.File("TOSCA0015", Severity.Error, path, $"the manifest has {file.SizeBytes} bytes; at most {options.MaxYamlBytes} are allowed");
            return null;
        }

        PackageManifest manifest;
        try
        {
            using var reader = new StreamReader(files.Open(file));
            manifest = ManifestReader.Read(path, reader, diagnostics);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            diagnostics.File("TOSCA0006", Severity.Error, path, $"the file cannot be read from the package: {e.Message}");
            return null;
        }

        if (options.VerifyDigests)
        {
            DigestChecker.Check(files, manifest, diagnostics);
        }

        return manifest;
    }

    private static List<PackageArtifact> Artifacts(IPackageFiles files, PackageManifest? manifest)
    {
        var entries = new Dictionary<string, ManifestEntry>(StringComparer.Ordinal);
        foreach (var entry in manifest?.Entries ?? [])
        {
            entries[PackagePath.IsUri(entry.Source) ? entry.Source : PackagePath.Resolve("", entry.Source) ?? entry.Source] = entry;
        }

        var list = files.Files.Select(f => new PackageArtifact
        {
            Path = f.Path,
            SizeBytes = f.SizeBytes,
            ChecksumAlgorithm = entries.GetValueOrDefault(f.Path)?.Algorithm,
            ChecksumHash = entries.GetValueOrDefault(f.Path)?.Hash,
        }).ToList();
        list.AddRange(entries.Where(e => PackagePath.IsUri(e.Key)).Select(e => new PackageArtifact
        {
            Path = e.Key,
            IsExternal = true,
            ChecksumAlgorithm = e.Value.Algorithm,
            ChecksumHash = e.Value.Hash,
        }));
        return list;
    }

    private static List<SwImage> Images(VnfDescriptor vnf) =>
        vnf.Flavours.SelectMany(f => f.Vdus.Select(v => v.SwImage).Concat(f.StorageResources.Select(s => s.SwImage))).OfType<SwImage>().DistinctBy(i => (i.Id, i.Name, i.Version)).ToList();
}
