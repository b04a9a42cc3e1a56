namespace NfvOrchestrator.Cli.Terminal;

/// <summary>Writes a tree of lines; on a terminal titles stand out and details step back.</summary>
internal sealed class TreeWriter(TextWriter to, bool colours)
{
    private const string Reset = "\e[0m";

    public void Write(Node root)
    {
        to.WriteLine(colours ? $"\e[1m{Clean(root.Text)}{Reset}{Detail(root)}" : $"{Clean(root.Text)}{Detail(root)}".TrimEnd());
        Children(root, "");
    }

    private void Children(Node node, string indent)
    {
        for (var i = 0; i < node.Children.Count; i++)
        {
            var child = node.Children[i];
            var last = i == node.Children.Count - 1;
            to.Write(indent);
            to.Write(last ? "└─ " : "├─ ");
            to.WriteLine(colours && child.Children.Count > 0 && child.Detail.Length == 0 ? $"\e[36m{Clean(child.Text)}{Reset}" : $"{Clean(child.Text)}{Detail(child)}".TrimEnd());
            Children(child, indent + (last ? "   " : "│  "));
        }
    }

    private string Detail(Node node) => node.Detail.Length == 0 ? "" : colours ? $"  \e[2m{Clean(node.Detail)}{Reset}" : $"  {Clean(node.Detail)}";

    /// <summary>Names come from the package; one must not be able to move the cursor of whoever reads.</summary>
    private static string Clean(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;
}
