using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Software images of nodes: SwImage artifacts, with their data on the artifact (SOL001 ≥ 2.7.1) or in sw_image_data of the node (before).</summary>
internal sealed class ArtifactResolver(PackageTexts files, TypeSystem types, DiagnosticBag diagnostics)
{
    /// <summary>The text of a small file of the package, or null.</summary>
    public string? ReadText(string path) => files.Read(path);

    /// <summary>A file that an artifact or a property names: relative to the file that names it, or to the root of the package; or a URI.</summary>
    public (string? Path, string? Uri) Locate(YNode at, string file)
    {
        if (PackagePath.IsUri(file))
        {
            return (null, file);
        }

        foreach (var candidate in new[] { PackagePath.Resolve(at.File, file), PackagePath.Resolve("", file) })
        {
            if (candidate is not null && files.Exists(candidate))
            {
                return (candidate, null);
            }
        }

        return (null, null);
    }

    /// <summary>An artifact of a node that implements or deploys something; a missing file is told.</summary>
    public LifecycleArtifact Named(NodeTemplate? node, string name, YNode artifact)
    {
        var file = artifact.Text ?? artifact["file"]?.Text;
        var (path, uri) = file is null ? (null, null) : Locate(artifact, file);
        if (path is null && uri is null)
        {
            diagnostics.Deviation("TOSCA0321", artifact["file"] ?? artifact, $"artifact '{name}'{(node is null ? "" : $" of node '{node.Name}'")} is the file '{file}', which is not in the package", "SOL004 §4.1", "add the file, or name it by a URI");
        }

        return new LifecycleArtifact { Name = name, Path = path, Uri = uri, Type = artifact["type"]?.Text ?? TypeOf(file ?? name) };
    }

    /// <summary>The usual artifact type of a file extension, or null.</summary>
    public static string? TypeOf(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".py" => "tosca.artifacts.Implementation.Python",
        ".sh" or ".bash" => "tosca.artifacts.Implementation.Bash",
        ".tgz" => "tosca.artifacts.nfv.HelmChart",
        _ => null,
    };

    public SwImage? Image(NodeTemplate node)
    {
        var data = node.Assigned("sw_image_data");
        var images = new List<(YScalar Key, YNode Body)>();
        foreach (var (key, body) in node.Body["artifacts"].OrEmpty())
        {
            var typeName = body["type"]?.Text;
            var type = typeName is null ? null : types.Require(TypeKind.Artifact, typeName, body["type"]!);
            if (type?.IsA("tosca.artifacts.nfv.SwImage") == true || type?.IsA("tosca.artifacts.Deployment.Image") == true)
            {
                images.Add((key, body));
            }
        }

        if (images.Count > 1)
        {
            diagnostics.Error("TOSCA0310", images[1].Key, $"node '{node.Name}' has {images.Count} software images ({string.Join(", ", images.Select(i => i.Key.Value))}); it can boot from one", "SOL001 §6.8.3", "keep one artifact of type tosca.artifacts.nfv.SwImage");
        }

        if (images.Count == 0 && data is null)
        {
            return null;
        }

        var artifact = images.Count > 0 ? images[0].Body : null;
        var file = artifact is YScalar ? artifact.Text : artifact?["file"]?.Text;
        var (path, uri) = file is null ? (null, null) : Image(node, images[0].Key.Value, artifact!, file);
        YNode? Value(string name) => artifact?.At("properties", name) ?? data?[name] ?? artifact?[name];
        var checksum = Value("checksum");
        return new SwImage
        {
            Id = node.Name,
            Name = Value("name")?.Text ?? (images.Count > 0 ? images[0].Key.Value : node.Name),
            Version = Value("version")?.Text ?? artifact?["artifact_version"]?.Text ?? "",
            Provider = Value("provider")?.Text,
            ChecksumAlgorithm = checksum is YMap ? Algorithm(checksum["algorithm"]?.Text) : checksum?.Text is null ? null : "sha-256",
            ChecksumHash = (checksum is YMap ? checksum["hash"]?.Text : checksum?.Text)?.ToLowerInvariant(),
            ContainerFormat = Value("container_format")?.Text,
            DiskFormat = Value("disk_format")?.Text,
            MinDiskBytes = Value("min_disk").Bytes(),
            MinRamBytes = Value("min_ram").Bytes(),
            SizeBytes = Value("size").Bytes(),
            OperatingSystem = Value("operating_system")?.Text,
            ArtifactPath = path,
            Uri = uri,
        };
    }

    /// <summary>SHA-256, sha256 and sha-256 are the same.</summary>
    private static string? Algorithm(string? text)
    {
        var lower = text?.ToLowerInvariant();
        return lower is { Length: 6 } && lower.StartsWith("sha", StringComparison.Ordinal) ? lower.Insert(3, "-") : lower;
    }

    private (string? Path, string? Uri) Image(NodeTemplate node, string name, YNode at, string file)
    {
        var found = Locate(at, file);
        if (found is (null, null))
        {
            diagnostics.Deviation("TOSCA0309", at["file"] ?? at, $"software image '{name}' of node '{node.Name}' is the file '{file}', which is not in the package; the image must be in the VIM already", "SOL004 §4.1", "add the file, or name the image by a URI");
        }

        return found;
    }
}
