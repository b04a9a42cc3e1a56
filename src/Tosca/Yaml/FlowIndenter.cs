using System.Text;

namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>Indents the lines in which a bracketed list or map goes on, for parsers that insist on it. Block scalars are left alone.</summary>
internal static class FlowIndenter
{
    public const int Padding = 64;

    public static (string Text, IReadOnlySet<int> Lines) Indent(string text)
    {
        var lines = new HashSet<int>();
        var result = new StringBuilder(text.Length + 1024);
        var (depth, number, blockIndent) = (0, 0, -1);
        foreach (var line in text.Split('\n'))
        {
            number++;
            var indent = line.Length - line.AsSpan().TrimStart(' ').Length;
            if (blockIndent >= 0 && (indent > blockIndent || string.IsNullOrWhiteSpace(line)))
            {
                result.Append(line).Append('\n');
                continue;
            }

            blockIndent = -1;
            if (depth > 0 && !string.IsNullOrWhiteSpace(line))
            {
                lines.Add(number);
                result.Append(' ', Padding);
            }

            result.Append(line).Append('\n');
            depth = Math.Max(0, depth + Balance(line));
            var end = line.AsSpan().TrimEnd();
            if (depth == 0 && end.Length > 1 && end.TrimEnd("+-0123456789") is [.., ' ', '|' or '>'])
            {
                blockIndent = indent;
            }
        }

        return (result.ToString(), lines);
    }

    private static int Balance(string line)
    {
        var (balance, quote) = (0, '\0');
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote != '\0')
            {
                if (c == '\\' && quote == '"')
                {
                    i++;
                }
                else if (c == quote)
                {
                    quote = '\0';
                }
            }
            else if (c is '"' or '\'' && (i == 0 || line[i - 1] is ' ' or '[' or '{' or ','))
            {
                quote = c;
            }
            else if (c == '#' && (i == 0 || line[i - 1] == ' '))
            {
                break;
            }
            else if (c is '[' or '{')
            {
                balance++;
            }
            else if (c is ']' or '}')
            {
                balance--;
            }
        }

        return balance;
    }
}
