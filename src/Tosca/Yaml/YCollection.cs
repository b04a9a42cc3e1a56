namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>A map or a list, and what it knows of all that is in it.</summary>
internal abstract class YCollection(string file, int line, int column) : YNode(file, line, column)
{
    /// <summary>See <see cref="YNode.Weight"/>.</summary>
    public int TotalWeight { get; private set; } = 1;

    /// <summary>See <see cref="YNode.Height"/>; what is higher than this can count is refused long before.</summary>
    public ushort TotalHeight { get; private set; } = 1;

    /// <summary>See <see cref="YNode.HasFunction"/>.</summary>
    public bool ContainsFunction { get; set; }

    /// <summary>Counts a member in, while the tree is built.</summary>
    public void Count(YNode member)
    {
        TotalWeight += member.Weight;
        TotalHeight = (ushort)Math.Min(ushort.MaxValue, Math.Max(TotalHeight, member.Height + 1));
        ContainsFunction |= member.HasFunction;
    }
}
