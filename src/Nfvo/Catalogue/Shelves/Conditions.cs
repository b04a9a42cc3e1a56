namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>Attributes with values, for the facts of notifications and the filters of subscriptions. An attribute without values is left out.</summary>
internal sealed class Conditions
{
    private readonly Dictionary<string, IReadOnlyList<string>> values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values => values;

    public Conditions Add(string name, IEnumerable<string?>? possible)
    {
        if (possible?.OfType<string>().ToList() is { Count: > 0 } list)
        {
            values[name] = list;
        }
        return this;
    }

    public Conditions With(Conditions other)
    {
        foreach (var (name, possible) in other.values)
        {
            values[name] = possible;
        }
        return this;
    }
}
