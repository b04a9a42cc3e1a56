using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>
/// What the flavours of a SOL006 VNFD share: VDUs, compute and storage descriptions, images, connection points. Names of connection points are keys
/// within their VDU in SOL006 and unique in our model.
/// </summary>
internal sealed class VnfParts
{
    private readonly Sol006Context _context;
    private readonly Dictionary<string, SwImage?> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Vdu, string Cp), string> _cpIds = [];
    private readonly string _version;
    private readonly List<YangNode> _imageNodes;
    private readonly HashSet<YNode> _used = new(ReferenceEqualityComparer.Instance);

    public VnfParts(Sol006Context context, YangNode vnfd, string softwareVersion)
    {
        _context = context;
        _version = softwareVersion;
        Vdus = Index(vnfd.List("vdu"), "vdu");
        Computes = Index(vnfd.List("virtual-compute-desc").Concat(vnfd.List("virtual-compute-descriptor")), "virtual-compute-desc");
        Storages = Index(vnfd.List("virtual-storage-desc").Concat(vnfd.List("virtual-storage-descriptor")), "virtual-storage-desc");
        Links = Index(vnfd.List("int-virtual-link-desc"), "int-virtual-link-desc");
        Containers = Index(vnfd.List("os-container-desc"), "os-container-desc");
        ExtCps = Index(vnfd.List("ext-cpd"), "ext-cpd");
        Vips = Index(vnfd.List("vip-cpd"), "vip-cpd");
        VirtualCps = Index(vnfd.List("virtual-cpd"), "virtual-cpd");
        _imageNodes = vnfd.List("sw-image-desc").ToList();
        NameConnectionPoints();
    }

    public IReadOnlyDictionary<string, YangNode> Vdus { get; }

    public IReadOnlyDictionary<string, YangNode> Computes { get; }

    public IReadOnlyDictionary<string, YangNode> Storages { get; }

    public IReadOnlyDictionary<string, YangNode> Links { get; }

    public IReadOnlyDictionary<string, YangNode> Containers { get; }

    public IReadOnlyDictionary<string, YangNode> ExtCps { get; }

    public IReadOnlyDictionary<string, YangNode> Vips { get; }

    public IReadOnlyDictionary<string, YangNode> VirtualCps { get; }

    /// <summary>Id in the model of a connection point of a VDU; null when there is none.</summary>
    public string? CpId(string vdu, string cp) => _cpIds.GetValueOrDefault((vdu, cp));

    /// <summary>Id in the model of a connection point that is named without its VDU.</summary>
    public string? CpId(string cp) => _cpIds.FirstOrDefault(c => c.Key.Cp == cp).Value;

    /// <summary>An entry that something refers to; null when it is not there.</summary>
    public YangNode? Take(IReadOnlyDictionary<string, YangNode> entries, string? id)
    {
        if (id is null || !entries.TryGetValue(id, out var node))
        {
            return null;
        }

        _used.Add(node.At);
        return node;
    }

    /// <summary>Tells entries that nothing refers to: nothing of them is read, as a whole.</summary>
    public void ReportUnused()
    {
        foreach (var (what, node) in Vdus.Values.Select(n => ("vdu", n)).Concat(Computes.Values.Select(n => ("virtual-compute-desc", n))).Concat(Storages.Values.Select(n => ("virtual-storage-desc", n)))
            .Concat(_imageNodes.Select(n => ("sw-image-desc", n))).Where(p => !_used.Contains(p.Item2.At)))
        {
            _context.Unused(node, $"'vnfd/{what}' '{node.Text("id")}' is used by nothing");
        }
    }

    /// <summary>The image that a reference names, built once.</summary>
    public SwImage? Image(YangNode? reference)
    {
        if (reference?.Value is not { } id)
        {
            return null;
        }

        if (_images.TryGetValue(id, out var known))
        {
            return known;
        }

        var node = _imageNodes.Find(i => i.Text("id") == id || i.Text("name") == id);
        if (node is null)
        {
            _context.Broken(reference.At, $"the software image '{id}' is not described in sw-image-desc", id, _imageNodes.Select(i => i.Text("id")).OfType<string>());
        }

        if (node is not null)
        {
            _used.Add(node.At);
        }

        return _images[id] = node is null ? null : Build(node, id);
    }

    private SwImage Build(YangNode node, string id)
    {
        var reference = node.Text("image") is { Length: > 0 } text && text != "." ? text : null;
        var name = node.Text("name") ?? id;
        var path = reference is null || PackagePath.IsUri(reference) ? null : _context.File(reference, "images", "icons");
        var uri = reference is not null && PackagePath.IsUri(reference) ? reference : null;
        if (path is null && uri is null)
        {
            // in OSM the reference is the name under which the VIM has the image
            name = reference ?? name;
            _context.Diagnostics.Deviation("TOSCA0309", (node["image"] ?? node).At, $"software image '{id}' is no file of the package and no URI; the VIM must have it already under the name '{name}'", "SOL006 §6", "add the file, or name the image by a URI");
        }

        var checksum = node["checksum"];
        return new SwImage
        {
            Id = id,
            Name = name,
            Version = node.Text("version") ?? _version,
            Provider = node.Text("provider"),
            ChecksumAlgorithm = checksum?.Identity("algorithm") is { } algorithm ? algorithm.StartsWith("sha", StringComparison.Ordinal) && !algorithm.Contains('-', StringComparison.Ordinal) ? algorithm.Insert(3, "-") : algorithm : null,
            ChecksumHash = (checksum?.Text("hash") ?? checksum?.Value)?.ToLowerInvariant(),
            ContainerFormat = node.Text("container-format") ?? "bare",
            DiskFormat = node.Text("disk-format") ?? "qcow2",
            MinDiskBytes = node.Number("min-disk") is { } disk and > 0 ? Words.Bytes(disk) : null,
            MinRamBytes = node.Number("min-ram") is { } ram and > 0 ? Words.Bytes(ram) : null,
            SizeBytes = node.Number("size") is { } size and > 0 ? Words.Bytes(size) : null,
            OperatingSystem = node.Text("operating-system"),
            ArtifactPath = path,
            Uri = uri,
        };
    }

    private void NameConnectionPoints()
    {
        var all = Vdus.SelectMany(v => v.Value.List("int-cpd").Select(c => (Vdu: v.Key, Cp: c.Text("id"), Node: c))).ToList();
        if (all.Count > 10_000)
        {
            _context.Broken(all[0].Node.At, $"the VNFD has {all.Count} connection points; at most 10000 are read");
            return;
        }

        var often = all.Where(c => c.Cp is not null).GroupBy(c => c.Cp!, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (vdu, cp, node) in all)
        {
            if (cp is null)
            {
                _context.Broken(node.At, $"a connection point of VDU '{vdu}' has no 'id'");
                continue;
            }

            var unique = !often.Contains(cp);
            if (!unique)
            {
                _context.Note(node.At, $"the connection point '{cp}' of VDU '{vdu}' is called '{vdu}.{cp}' in the model: other VDUs have one of this name");
            }

            _cpIds[(vdu, cp)] = unique ? cp : $"{vdu}.{cp}";
        }
    }

    private Dictionary<string, YangNode> Index(IEnumerable<YangNode> nodes, string what)
    {
        var result = new Dictionary<string, YangNode>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (node.Text("id") is not { Length: > 0 } id)
            {
                _context.Broken(node.At, $"an entry of '{what}' has no 'id'");
            }
            else if (!result.TryAdd(id, node))
            {
                _context.Broken(node.At, $"'{what}' has two entries with the id '{id}'");
            }
        }

        return result;
    }
}
