using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Types;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Entry definitions → sources → types → templates → typed model, in that order; each stage reports and goes on as far as it makes sense.</summary>
internal sealed class DescriptorCompiler(IPackageFiles files, PackageReadOptions options, DiagnosticBag diagnostics)
{
    /// <param name="entry">The entry definitions.</param>
    /// <param name="others">Other definitions that the package names: checked like imported ones.</param>
    public CompiledDescriptor Compile(string entry, IReadOnlyList<string> others)
    {
        var loader = new SourceLoader(files, options, diagnostics);
        var sources = NameSpaceResolver.Resolve(loader.Load(entry, others), BuiltInTypes.For(loader.Edition), diagnostics);
        var types = CarriedTypes.For(loader.Edition, sources, diagnostics);
        if (sources.Count == 0)
        {
            return new CompiledDescriptor(PackageKind.Unknown, null, null, null);
        }

        var templates = sources.Where(s => s.Root["topology_template"] is not null || s.Root["node_templates"] is not null).Select(s => new ServiceTemplate(s, types, diagnostics)).ToList();
        var top = templates.Find(t => t.Source.Path == entry) ?? (templates.Count > 0 ? templates[0] : null);
        var kind = top is null ? PackageKind.Unknown : KindOf(top);
        var checker = new TemplateChecker(types, diagnostics);
        foreach (var template in templates)
        {
            checker.Check(template, kind == PackageKind.Ns);
        }

        if (top is null || kind == PackageKind.Unknown)
        {
            // an unknown type of the VNF node was told already; this would only follow from it
            if (!diagnostics.HasErrors)
            {
                diagnostics.Error("TOSCA0301", top?.Topology ?? sources[0].Root, "the entry definitions have no node of a type derived from tosca.nodes.nfv.VNF, NS or PNF and substitute none", "SOL001 §6.11", "name the top-level service template in Entry-Definitions");
            }

            return new CompiledDescriptor(kind, null, null, null);
        }

        var artifacts = new ArtifactResolver(new PackageTexts(files), types, diagnostics);
        return kind switch
        {
            PackageKind.Vnf => new CompiledDescriptor(kind, new VnfdBuilder(top, templates, types, artifacts, diagnostics).Build(), null, null),
            PackageKind.Ns => new CompiledDescriptor(kind, null, new NsdBuilder(top, templates, types, artifacts, diagnostics).Build(), null),
            _ => new CompiledDescriptor(kind, null, null, new PnfdBuilder(new BuildContext(top, types, artifacts, diagnostics)).Build()),
        };
    }

    private static PackageKind KindOf(ServiceTemplate top)
    {
        if (top.SubstitutionType is { } s)
        {
            if (s.IsA(NsdBuilder.NsType))
            {
                return PackageKind.Ns;
            }

            if (s.IsA(VnfdBuilder.VnfType))
            {
                return PackageKind.Vnf;
            }
        }

        return top.NodesOf(NsdBuilder.NsType).Any() ? PackageKind.Ns
            : top.NodesOf(VnfdBuilder.VnfType).Any() ? PackageKind.Vnf
            : top.NodesOf(PnfdBuilder.PnfType).Any() || top.SubstitutionType?.IsA(PnfdBuilder.PnfType) == true ? PackageKind.Pnf
            : PackageKind.Unknown;
    }
}
