using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Filtering;
using NfvOrchestrator.Sol.Selection;

namespace NfvOrchestrator.Sol.Dialects;

/// <summary>How a resource of the newer version is answered in an older one.</summary>
public abstract class DialectAnswer
{
    private protected DialectAnswer(FilterSchema filters, SelectorSchema? selectors, IReadOnlyDictionary<string, string> renamed, IReadOnlyList<string> unfilterable)
        => (Filters, Selectors, this.renamed, this.unfilterable) = (filters, selectors, renamed, unfilterable);

    private readonly IReadOnlyDictionary<string, string> renamed;
    private readonly IReadOnlyList<string> unfilterable;

    /// <summary>Attributes of the older type, for filters of lists.</summary>
    public FilterSchema Filters { get; }

    /// <summary>Selectors of the older list resource.</summary>
    public SelectorSchema? Selectors { get; }

    /// <summary>The type of the older version.</summary>
    internal abstract Type Older { get; }

    /// <summary>The resource in the older form, with links into the older version.</summary>
    /// <param name="newer">The resource as the handlers know it.</param>
    public abstract JsonNode Render(object newer);

    /// <summary>A filter on attributes of the older version, as one on those of the newer. Throws <see cref="SolProblemException"/> (400) where that is impossible.</summary>
    public AttributeFilter Translate(AttributeFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new AttributeFilter([.. filter.Terms.Select(Translate)]);
    }

    /// <summary>A stored answer of the newer version in the older form.</summary>
    internal abstract JsonNode RenderJson(string newer);

    private FilterTerm Translate(FilterTerm term)
    {
        var path = string.Join('/', term.Path.Select(static s => s.Name));
        if (unfilterable.FirstOrDefault(u => path == u || path.StartsWith(u + "/", StringComparison.Ordinal)) is { } structure)
        {
            throw SolProblem.BadRequest($"Lists of this version cannot be filtered by '{structure}', whose structure differs from version to version; filter by it in the newest version of the API.")
                .With("parameter", "filter").ToException();
        }
        foreach (var (older, newer) in renamed)
        {
            if (path != older && !path.StartsWith(older + "/", StringComparison.Ordinal))
            {
                continue;
            }
            // Both paths have the same levels: only names differ.
            var names = newer.Split('/');
            return term with { Path = [.. term.Path.Select((s, i) => i < names.Length ? s with { Name = names[i] } : s)] };
        }
        return term;
    }
}

/// <summary>As said in a dialect's table.</summary>
/// <typeparam name="TNewer">The type of the newer version.</typeparam>
/// <typeparam name="TOlder">The type of the older version.</typeparam>
internal sealed class DialectAnswer<TNewer, TOlder>(
    SolDialect dialect,
    Func<JsonTypeInfo<TNewer>> newer,
    Func<JsonTypeInfo<TOlder>> older,
    Func<TNewer, TOlder> convert,
    SelectorSchema? selectors,
    IReadOnlyDictionary<string, string> renamed,
    IReadOnlyList<string> unfilterable) : DialectAnswer(FilterSchema.Of(older), selectors, renamed, unfilterable)
{
    internal override Type Older => typeof(TOlder);

    /// <inheritdoc/>
    public override JsonNode Render(object newer)
    {
        var node = JsonSerializer.SerializeToNode(convert((TNewer)newer), older())!;
        DialectLinks.Rewrite(node, dialect);
        return node;
    }

    internal override JsonNode RenderJson(string newerJson) => Render(JsonSerializer.Deserialize(newerJson, newer())!);
}
