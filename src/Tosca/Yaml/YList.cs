namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>A sequence.</summary>
internal sealed class YList(string file, int line, int column, List<YNode> values) : YCollection(file, line, column)
{
    public List<YNode> Values { get; } = values;
}
