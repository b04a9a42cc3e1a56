using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// The types of the ETSI files that a package carries, compiled over the built-in ones once per process for all packages that carry
/// the same files, as a layer between the built-in types and the package's own.
/// </summary>
internal static class CarriedTypes
{
    /// <summary>The published files inherit some thousand members.</summary>
    private const long MaxInherited = 30_000;

    private const int MaxFindings = 50;

    private static readonly BoundedCache<Layer> s_layers = new(16 * MaxInherited);

    /// <summary>
    /// The types that one compilation sees. The layer stands in only where it cannot make a difference: carried files that are complete
    /// by themselves and free of errors, and a package that defines none of their names nor of the built-in ones again.
    /// </summary>
    public static TypeSystem For(SolEdition? edition, IReadOnlyList<SourceFile> sources, DiagnosticBag diagnostics)
    {
        var layer = sources.Any(s => s.ContentKey is not null) ? LayerOf(edition, sources) : null;
        var types = layer?.Types is { } carried && !sources.Any(s => s.ContentKey is null && carried.Redefines(s.Root))
            ? new TypeSystem(carried, diagnostics)
            : new TypeSystem(BuiltInTypes.For(edition), diagnostics);
        if (types.IsOver(layer?.Types))
        {
            diagnostics.AddLenient(layer!.Findings);
        }

        foreach (var source in sources)
        {
            if (source.ContentKey is null || !types.IsOver(layer?.Types))
            {
                types.AddFile(source.Root);
            }
        }

        types.ResolveAll();
        return types;
    }

    private static Layer LayerOf(SolEdition? edition, IReadOnlyList<SourceFile> sources)
    {
        // the first definition of a name counts, so the order of the files is part of the key
        var carried = sources.Where(s => s.ContentKey is not null).ToList();
        var key = $"{edition?.ToString() ?? "any"}\n{string.Join('\n', carried.Select(s => s.ContentKey))}";
        if (s_layers.Find(key) is { } known)
        {
            return known;
        }

        var findings = new DiagnosticBag(strict: false, 2 * MaxFindings);
        var types = new TypeSystem(BuiltInTypes.For(edition), findings);
        foreach (var source in carried)
        {
            types.AddFile(source.Root);
        }

        // resolving writes to the tables, so everything is resolved before other threads may read them
        types.ResolveAll();
        var told = findings.ToList();
        var stands = types.Inherited <= MaxInherited && told.Count <= MaxFindings && told.All(f => f.Severity != Severity.Error && f.Code is not "TOSCA0201");
        var layer = stands ? new Layer(types, told) : new Layer(null, []);
        s_layers.Keep(key, layer, stands ? Math.Max(1000, types.Inherited) : 1000);
        return layer;
    }

    /// <param name="Types">Null for files whose types depend on what else is in the package, or are wrong.</param>
    /// <param name="Findings">What was found while they were compiled.</param>
    private sealed record Layer(TypeSystem? Types, IReadOnlyList<Diagnostic> Findings);
}
