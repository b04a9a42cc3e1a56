using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Signatures;
using NfvOrchestrator.Tosca.Sol006;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// Opens a package in any of its forms: a directory, a CSAR, a CSAR with its signature in a zip around both (SOL004 §5.1,
/// option 2) or beside it, a single YAML file.
/// </summary>
public sealed class PackageContainer : IDisposable
{
    private const int LargestInMemory = 16 << 20;

    private readonly Stack<IDisposable> _owned = new();

    private PackageContainer(IPackageFiles files, params ReadOnlySpan<IDisposable> owned)
    {
        Files = files;
        foreach (var one in owned)
        {
            _owned.Push(one);
        }
    }

    /// <summary>The files of the package.</summary>
    public IPackageFiles Files { get; }

    /// <summary>Entry definitions, when a single YAML file was named (see <see cref="PackageReadOptions.EntryDefinitions"/>).</summary>
    public string? Entry { get; private init; }

    /// <summary>Opens what lies at a path.</summary>
    /// <exception cref="IOException">There is nothing, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static PackageContainer Open(string path, PackageLimits? limits = null)
    {
        if (Directory.Exists(path))
        {
            return new PackageContainer(new DirectoryPackageFiles(path));
        }

        if (IsDescriptor(path) && File.Exists(path))
        {
            return OpenYaml(Path.GetFullPath(path));
        }

        var file = File.OpenRead(path);
        try
        {
            var inside = Open(file, limits, Beside(path));
            inside._owned.Push(file);
            return new PackageContainer(inside.Files, file, inside);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a zip: a CSAR, or an archive around a CSAR and its signature.</summary>
    /// <param name="seekable">The zip; stays the caller's.</param>
    /// <param name="limits">Bounds.</param>
    public static PackageContainer Open(Stream seekable, PackageLimits? limits = null) => Open(seekable, limits, null);

    /// <inheritdoc/>
    public void Dispose()
    {
        // what was opened last stands on what was opened before
        while (_owned.TryPop(out var one))
        {
            one.Dispose();
        }
    }

    private static PackageContainer Open(Stream seekable, PackageLimits? limits, PackageEnvelope? beside)
    {
        if (TarPackageFiles.IsGzip(seekable))
        {
            return new PackageContainer(new TarPackageFiles(seekable, limits));
        }

        var zip = new ZipPackageFiles(seekable, limits) { Envelope = beside };
        if (zip.Files.Count == 0 || zip.ContainerDiagnostics.Any(d => d.Severity == Severity.Error) || EnvelopeNames.Find(zip.Files) is not { } names)
        {
            return new PackageContainer(zip, zip);
        }

        if (names.Problem is { } problem)
        {
            return new PackageContainer(new RefusedPackage(problem), zip);
        }

        try
        {
            var csar = Spool(zip, names.Csar);
            var envelope = new PackageEnvelope
            {
                CsarName = names.Csar,
                SignatureName = names.Signature,
                Signature = ReadSmall(zip, names.Signature),
                Certificate = names.Certificate is null ? null : ReadSmall(zip, names.Certificate),
                OpenCsar = () =>
                {
                    csar.Position = 0;
                    return new UnownedStream(csar);
                },
            };
            var inner = new ZipPackageFiles(csar, limits) { Envelope = envelope };
            return new PackageContainer(inner, zip, csar, inner);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            return new PackageContainer(new RefusedPackage($"the CSAR '{names.Csar}' or its signature cannot be read from the archive around it: {e.Message}"), zip);
        }
    }

    /// <summary>Random access to the inner zip: directly when it is stored in the outer one, otherwise unpacked to memory or to a file that removes itself.</summary>
    private static Stream Spool(ZipPackageFiles zip, string name)
    {
        var raw = zip.OpenRaw(name);
        if (raw.CanSeek)
        {
            return raw;
        }

        raw.Dispose();
        var file = zip.Files.First(f => f.Path == name);
        Stream target = file.SizeBytes <= LargestInMemory
            ? new MemoryStream((int)file.SizeBytes)
            : new FileStream(Path.Combine(Path.GetTempPath(), $"csar-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose);
        try
        {
            using var source = zip.Open(file);
            source.CopyTo(target);
            target.Position = 0;
            return target;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    private static byte[] ReadSmall(ZipPackageFiles zip, string name)
    {
        var file = zip.Files.First(f => f.Path == name);
        if (file.SizeBytes > CmsEncoding.MaxBytes)
        {
            throw new InvalidDataException($"'{name}' has {file.SizeBytes} bytes; at most {CmsEncoding.MaxBytes} are read");
        }

        using var source = zip.Open(file);
        var content = new byte[file.SizeBytes];
        return content[..source.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
    }

    /// <summary>A signature that lies beside the CSAR on the disk, as providers deliver it.</summary>
    private static PackageEnvelope? Beside(string path)
    {
        static string? Small(IEnumerable<string> candidates) => candidates.FirstOrDefault(f => File.Exists(f) && new FileInfo(f).Length <= CmsEncoding.MaxBytes);
        return Small(SignatureFiles.SignaturesOf(path)) is not { } signature ? null : new PackageEnvelope
        {
            CsarName = Path.GetFileName(path),
            SignatureName = Path.GetFileName(signature),
            Signature = File.ReadAllBytes(signature),
            Certificate = Small(SignatureFiles.CertificatesOf(path)) is { } certificate ? File.ReadAllBytes(certificate) : null,
            OpenCsar = () => File.OpenRead(path),
        };
    }

    /// <summary>TOSCA is YAML; SOL006 may be JSON or XML as well.</summary>
    private static bool IsDescriptor(string path) => PackagePath.IsYaml(path) || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>A YAML file is read with what lies around it, so that its imports are found: the package it is in, or its folder.</summary>
    private static PackageContainer OpenYaml(string path)
    {
        var root = Path.GetDirectoryName(path)!;
        for (var (up, levels) = (root, 0); up is not null && levels < 4; up = Path.GetDirectoryName(up), levels++)
        {
            if (Directory.Exists(Path.Combine(up, "TOSCA-Metadata")))
            {
                root = up;
                break;
            }
        }

        return new PackageContainer(new DirectoryPackageFiles(root)) { Entry = Path.GetRelativePath(root, path).Replace('\\', '/') };
    }
}
