using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.JsonSchemas;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Sol006;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// Reads a package: container, manifest, digests, descriptor, signatures. Whatever is in the package, the answer is a result with
/// diagnostics, never an exception.
/// </summary>
public static class PackageReader
{
    /// <summary>Reads and checks everything; all findings of the package come back at once.</summary>
    public static PackageReadResult Read(IPackageFiles files, PackageReadOptions? options = null)
    {
        options ??= PackageReadOptions.Default;
        DidYouMean.StartRun();
        JsonSchemaEvaluator.StartRun();
        var diagnostics = new DiagnosticBag(options.Strict, options.MaxDiagnostics);
        diagnostics.AddLenient(files.ContainerDiagnostics);

        // nothing in a container that is broken as such can be trusted
        if (files.Files.Count == 0 || files.ContainerDiagnostics.Any(d => d.Severity == Severity.Error))
        {
            if (!diagnostics.HasErrors)
            {
                diagnostics.File("TOSCA0013", Severity.Error, "(package)", "the package has no files", "SOL004 §4.1");
            }

            return new PackageReadResult { PackageKind = PackageKind.Unknown, Diagnostics = diagnostics.ToList() };
        }

        return options.EntryDefinitions is { } entry ? ReadDescriptor(files, entry, options, diagnostics) : ReadPackage(files, options, diagnostics);
    }

    private static PackageReadResult ReadPackage(IPackageFiles files, PackageReadOptions options, DiagnosticBag diagnostics)
    {
        var layout = new EntryLocator(files, diagnostics).Locate();
        var manifest = layout.Manifest is null ? null : ReadManifest(files, layout.Manifest, options, diagnostics);
        var scanner = new ArtifactScanner(files, layout, manifest, diagnostics);
        if (options.VerifyDigests)
        {
            scanner.Scan();
        }

        var compiled = Compile(files, layout.EntryDefinitions, layout.OtherDefinitions, options, diagnostics);
        new PaperworkChecker(files, layout, diagnostics).Check(compiled.Kind);
        if (manifest is not null)
        {
            new MetadataChecker(manifest, files.IsDirectory, diagnostics).Check(compiled);
        }

        var signatures = new SignatureStage(files, layout, manifest, options.Signatures, diagnostics).Run(scanner.Uncovered);
        return Result(compiled, diagnostics) with
        {
            Layout = layout,
            Manifest = manifest,
            Signatures = signatures,
            Artifacts = Artifacts(files, layout, manifest, scanner.Encrypted),
        };
    }

    /// <summary>One definitions file and what it imports; paperwork of a package is not expected.</summary>
    private static PackageReadResult ReadDescriptor(IPackageFiles files, string entry, PackageReadOptions options, DiagnosticBag diagnostics)
    {
        if (files.Files.All(f => f.Path != entry))
        {
            diagnostics.File("TOSCA0012", Severity.Error, entry, "there is no such file", hint: DidYouMean.Hint(entry, files.Files.Select(f => f.Path).Where(PackagePath.IsYaml)));
        }

        return Result(Compile(files, entry, [], options, diagnostics), diagnostics) with { Layout = new PackageLayout { EntryDefinitions = entry } };
    }

    private static CompiledDescriptor Compile(IPackageFiles files, string? entry, IReadOnlyList<string> others, PackageReadOptions options, DiagnosticBag diagnostics)
    {
        var compiled = entry is null
            ? new CompiledDescriptor(PackageKind.Unknown, null, null, null)
            : Sol006Probe.Recognises(files, entry) ? new Sol006Compiler(files, options, diagnostics).Compile(entry)
            : new DescriptorCompiler(files, options, diagnostics).Compile(entry, others);
        if (compiled is { Vnf: null, Ns: null, Pnf: null } && !diagnostics.HasErrors)
        {
            diagnostics.File("TOSCA0301", Severity.Error, entry ?? "(package)", "no descriptor could be built from the entry definitions", "SOL001 §6.11");
        }

        return compiled;
    }

    private static PackageReadResult Result(CompiledDescriptor compiled, DiagnosticBag diagnostics)
    {
        var blocked = diagnostics.HasErrors;
        return new PackageReadResult
        {
            PackageKind = compiled.Kind,
            VnfDescriptor = blocked ? null : compiled.Vnf,
            NsDescriptor = blocked ? null : compiled.Ns,
            PnfDescriptor = blocked ? null : compiled.Pnf,
            SoftwareImages = blocked || compiled.Vnf is null ? [] : Images(compiled.Vnf),
            Diagnostics = diagnostics.ToList(),
        };
    }

    private static PackageManifest? ReadManifest(IPackageFiles files, string path, PackageReadOptions options, DiagnosticBag diagnostics)
    {
        var file = files.Files.First(f => f.Path == path);
        if (file.SizeBytes > options.MaxYamlBytes)
        {
            diagnostics.File("TOSCA0015", Severity.Error, path, $"the manifest has {file.SizeBytes} bytes; at most {options.MaxYamlBytes} are allowed");
            return null;
        }

        try
        {
            using var stream = files.Open(file);
            var content = new byte[file.SizeBytes];
            return ManifestReader.Read(path, content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)], diagnostics);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.File("TOSCA0006", Severity.Error, path, $"the file cannot be read from the package: {e.Message}");
            return null;
        }
    }

    private static List<PackageArtifact> Artifacts(IPackageFiles files, PackageLayout layout, PackageManifest? manifest, HashSet<string> encrypted)
    {
        var entries = new Dictionary<string, ManifestEntry>(StringComparer.Ordinal);
        foreach (var entry in manifest?.Entries ?? [])
        {
            entries[PackagePath.IsUri(entry.Source) ? entry.Source : PackagePath.Resolve("", entry.Source) ?? entry.Source] = entry;
        }

        var list = files.Files.Select(f => Artifact(f.Path, entries.GetValueOrDefault(f.Path)) with
        {
            SizeBytes = f.SizeBytes,
            IsEncrypted = encrypted.Contains(f.Path),
            Class = layout.Classify(f.Path),
        }).ToList();
        list.AddRange(entries.Where(e => PackagePath.IsUri(e.Key)).Select(e => Artifact(e.Key, e.Value) with { IsExternal = true }));
        return list;
    }

    private static PackageArtifact Artifact(string path, ManifestEntry? entry) => new()
    {
        Path = path,
        ChecksumAlgorithm = entry?.Hash is null ? null : entry.Algorithm,
        ChecksumHash = entry?.Hash,
        NonManoArtifactSetId = entry?.NonManoArtifactSetId,
    };

    private static List<SwImage> Images(VnfDescriptor vnf) =>
        vnf.Flavours.SelectMany(f => f.Vdus.Select(v => v.SwImage).Concat(f.StorageResources.Select(s => s.SwImage))).OfType<SwImage>().DistinctBy(i => (i.Id, i.Name, i.Version)).ToList();
}
