using System.Collections.Concurrent;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>
/// Our own definitions of the TOSCA normative and ETSI SOL001 types. An edition is compiled when the first package asks for it, once
/// per process; compiled systems are never changed and are shared by all threads.
/// </summary>
internal static class BuiltInTypes
{
    private static readonly Lazy<TypeSystem> s_normative = new(() => Compile(null, Load("tosca_simple_profile_types.yaml")));

    private static readonly ConcurrentDictionary<SolEdition, Lazy<YNode>> s_documents = new();

    private static readonly ConcurrentDictionary<SolEdition, Lazy<TypeSystem>> s_editions = new();

    private static readonly Lazy<TypeSystem> s_any = new(() => Compile(s_normative.Value, EditionUnion.Of(SolEdition.All.Select(Document).ToList())));

    /// <summary>The types for packages that do not say which edition they follow: whatever holds in all editions.</summary>
    public static TypeSystem Types => s_any.Value;

    /// <summary>The types of an edition; without one, of any.</summary>
    public static TypeSystem For(SolEdition? edition) =>
        edition is null ? Types : s_editions.GetOrAdd(edition.Nearest(), e => new Lazy<TypeSystem>(() => Compile(s_normative.Value, Document(e)))).Value;

    private static YNode Document(SolEdition edition) => s_documents.GetOrAdd(edition, e => new Lazy<YNode>(() =>
    {
        var own = Load($"sol001_{e}.yaml");
        var index = 0;
        while (SolEdition.All[index] != e)
        {
            index++;
        }

        return index == 0 ? own : EditionDelta.Apply(Document(SolEdition.All[index - 1]), own);
    })).Value;

    private static YNode Load(string resource)
    {
        var diagnostics = new DiagnosticBag(strict: true, limit: 20);
        using var stream = typeof(BuiltInTypes).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the assembly lacks its resource {resource}");
        using var reader = new StreamReader(stream);
        return new YamlLoader($"builtin:{resource}", PackageReadOptions.Default, diagnostics).Load(reader.ReadToEnd())
            ?? throw new InvalidOperationException($"{resource}: {diagnostics.ToList()[0]}");
    }

    private static TypeSystem Compile(TypeSystem? below, YNode document)
    {
        var diagnostics = new DiagnosticBag(strict: true, limit: 20);
        var types = new TypeSystem(below, diagnostics);
        types.AddFile(document);

        // resolving writes to the tables, so everything is resolved before other threads may read them
        types.ResolveAll();
        return diagnostics.HasErrors ? throw new InvalidOperationException($"built-in types: {diagnostics.ToList()[0]}") : types;
    }
}
