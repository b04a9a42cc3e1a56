using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>
/// SOL006 (YANG data of VNFD, NSD, PNFD in YAML, JSON or XML, also as OSM writes it) to our model, with a report of what has no place there. Built after
/// the modules etsi-nfv-vnfd, etsi-nfv-nsd and etsi-nfv-pnfd; older names of members and OSM's additions are known.
/// </summary>
internal sealed class Sol006Compiler(IPackageFiles files, PackageReadOptions options, DiagnosticBag diagnostics)
{
    private static readonly CompiledDescriptor s_nothing = new(PackageKind.Unknown, null, null, null);

    public CompiledDescriptor Compile(string entry)
    {
        if (Load(entry) is not { } root)
        {
            return s_nothing;
        }

        var document = new YangDocument(diagnostics);
        var context = new Sol006Context(new PackageTexts(files), entry, diagnostics);
        var (vnfds, nsds, pnfds) = (new List<YangNode>(), new List<YangNode>(), new List<YangNode>());
        Collect(new YangNode(root, document), vnfds, nsds, pnfds, 0);
        if (Old(root, vnfds, nsds))
        {
            return s_nothing with { Kind = nsds.Count > 0 ? PackageKind.Ns : PackageKind.Vnf };
        }

        // a package describes one thing; VNFDs that lie beside an NSD belong into packages of their own
        var (kind, all) = nsds.Count > 0 ? (PackageKind.Ns, nsds) : vnfds.Count > 0 ? (PackageKind.Vnf, vnfds) : (PackageKind.Pnf, pnfds);
        if (all.Count == 0)
        {
            diagnostics.Error("TOSCA0301", root, "the document has neither a vnfd nor an nsd nor a pnfd", "SOL006 §6");
            return s_nothing;
        }

        foreach (var other in vnfds.Concat(nsds).Concat(pnfds).Where(d => !ReferenceEquals(d, all[0])))
        {
            document.Keep(other.At);
            diagnostics.Deviation("TOSCA0506", other.At, "the document has a further descriptor, which is not read", "SOL004 §4.1", "put every descriptor into a package of its own");
        }

        var at = all[0].At;
        diagnostics.Add(new Diagnostic("TOSCA0501", Severity.Info, at.File, at.Line, at.Column, $"a SOL006 {(kind == PackageKind.Ns ? "NSD" : kind == PackageKind.Vnf ? "VNFD" : "PNFD")}, imported; what has no place in the model is reported as TOSCA0502", "SOL006 §6"));
        var compiled = kind switch
        {
            PackageKind.Vnf => new CompiledDescriptor(kind, new VnfImporter(context).Import(all[0]), null, null),
            PackageKind.Ns => new CompiledDescriptor(kind, null, new NsImporter(context).Import(all[0]), null),
            _ => new CompiledDescriptor(kind, null, null, new PnfImporter(context).Import(all[0])),
        };

        // after a mistake much is not read that would be read without it
        if (!diagnostics.HasErrors)
        {
            document.ReportLoss(root);
        }

        return compiled;
    }

    private YNode? Load(string entry)
    {
        var file = files.Files.First(f => f.Path == entry);
        if (file.SizeBytes > options.MaxYamlBytes)
        {
            diagnostics.File("TOSCA0102", Severity.Error, entry, $"the file has {file.SizeBytes} bytes; a descriptor may have at most {options.MaxYamlBytes}");
            return null;
        }

        try
        {
            using var stream = files.Open(file);
            var content = new byte[file.SizeBytes];
            var read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            using var memory = new MemoryStream(content, 0, read, writable: false);
            if (XmlTree.LooksLikeXml(content.AsSpan(0, read)))
            {
                return new XmlTree(entry, options, diagnostics).Load(memory);
            }

            using var reader = new StreamReader(memory, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            return new YamlLoader(entry, options, diagnostics).Load(reader.ReadToEnd());
        }
        catch (System.Text.DecoderFallbackException e)
        {
            diagnostics.File("TOSCA0101", Severity.Error, entry, $"the file is not UTF-8 text: {e.Message}", "YAML 1.2 §5.2", "save it as UTF-8");
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.File("TOSCA0006", Severity.Error, entry, $"the file cannot be read from the package: {e.Message}", hint: "the archive is damaged; pack it again");
            return null;
        }
    }

    /// <summary>Roots in all their wrappings: <c>nfv: {vnfd: […]}</c>, <c>vnfd: {…}</c>, <c>nsd: {nsd: […]}</c>, with or without prefixes.</summary>
    private static void Collect(YangNode node, List<YangNode> vnfds, List<YangNode> nsds, List<YangNode> pnfds, int depth)
    {
        if (depth > 3)
        {
            return;
        }

        foreach (var inner in node.List("nfv").Concat(node.List("vnfd-catalog")).Concat(node.List("nsd-catalog")))
        {
            Collect(inner, vnfds, nsds, pnfds, depth + 1);
        }

        foreach (var (name, into) in new[] { ("vnfd", vnfds), ("nsd", nsds), ("pnfd", pnfds) })
        {
            foreach (var item in node.List(name).Where(i => i.At is YMap))
            {
                if (item.Has(name) && !item.Has("id"))
                {
                    Collect(item, vnfds, nsds, pnfds, depth + 1);
                }
                else
                {
                    into.Add(item);
                }
            }
        }
    }

    /// <summary>OSM before release NINE had an information model of its own.</summary>
    private bool Old(YNode root, List<YangNode> vnfds, List<YangNode> nsds)
    {
        var catalog = root.Entries.Select(e => e.Key).FirstOrDefault(k => YangNode.Local(k.Value) is "vnfd-catalog" or "nsd-catalog");
        var vnf = vnfds.Find(v => v.Has("connection-point") || (!v.Has("df") && v.List("vdu").Any(u => u.Has("interface") || u.Has("vm-flavor"))));
        var ns = nsds.Find(n => n.Has("constituent-vnfd") || n.Has("vld"));
        if (catalog is null && vnf is null && ns is null)
        {
            return false;
        }

        diagnostics.Error("TOSCA0503", catalog ?? (vnf ?? ns)!.At, "this is a descriptor of OSM before release NINE, whose information model was not SOL006", "SOL006 §6", "convert it with OSM's tool (osm package-translate) and upload the result");
        return true;
    }
}
