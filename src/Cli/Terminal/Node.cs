namespace NfvOrchestrator.Cli.Terminal;

/// <summary>A line of a tree with what hangs below it.</summary>
/// <param name="Text">The important part.</param>
/// <param name="Detail">What follows it, dimmed on a terminal.</param>
internal sealed record Node(string Text, string Detail = "")
{
    public List<Node> Children { get; } = [];

    /// <summary>Adds one below and gives it.</summary>
    public Node Add(string text, string detail = "")
    {
        var child = new Node(text, detail);
        Children.Add(child);
        return child;
    }

    /// <summary>Adds a group, unless it is empty.</summary>
    public void AddGroup(string title, IEnumerable<Node> children)
    {
        var list = children.ToList();
        if (list.Count > 0)
        {
            Add(title).Children.AddRange(list);
        }
    }

    /// <summary>The same nodes, their details under each other.</summary>
    public static IEnumerable<Node> Aligned(IEnumerable<Node> nodes)
    {
        var list = nodes.ToList();
        var width = list.Count == 0 ? 0 : list.Max(n => n.Text.Length);
        return list.Select(n => n.Detail.Length == 0 ? n : n with { Text = n.Text.PadRight(width) });
    }

    /// <summary>Rows of cells as nodes, the cells under each other; the first cell is the text. Cells that begin with a digit stand to the right.</summary>
    public static List<Node> Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = new List<int>();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                if (widths.Count <= i)
                {
                    widths.Add(0);
                }

                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        return rows.Select(row => new Node(
            row[0].PadRight(row.Count > 1 ? widths[0] : 0),
            string.Join("  ", row.Skip(1).Select((cell, i) => cell.Length > 0 && char.IsAsciiDigit(cell[0]) ? cell.PadLeft(widths[i + 1]) : cell.PadRight(widths[i + 1]))).TrimEnd())).ToList();
    }
}
