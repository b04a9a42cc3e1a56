namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>A scalar. Quoted scalars are text whatever they look like.</summary>
internal sealed class YScalar(string file, int line, int column, string value, bool quoted) : YNode(file, line, column, quoted)
{
    public string Value { get; } = value;

    public bool Quoted => InQuotes;
}
