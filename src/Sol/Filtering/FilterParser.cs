using System.Globalization;
using System.Text;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Text;

namespace NfvOrchestrator.Sol.Filtering;

/// <summary>Recursive-descent parser of filter expressions; errors carry the position (1-based character of the decoded expression).</summary>
internal ref struct FilterParser(string text, FilterSchema? schema)
{
    private const int MaxSegments = 16;
    private const int MaxValues = 64;
    private int position;

    public AttributeFilter Parse()
    {
        if (text.Length > AttributeFilter.MaxLength)
        {
            throw SolProblem.BadRequest($"The filter has {text.Length} characters; at most {AttributeFilter.MaxLength} are accepted.").ToException();
        }

        if (text.Length == 0)
        {
            throw Error(0, "it is empty; expected e.g. (eq,id,123)");
        }

        // No store takes U+0000 in text.
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
        {
            throw Error(nul, "the character U+0000 is not accepted");
        }

        var terms = new List<FilterTerm>();
        while (true)
        {
            terms.Add(Term());
            if (position == text.Length)
            {
                return new AttributeFilter(terms);
            }

            Expect(';', "';' before the next term, or the end");
            if (terms.Count == AttributeFilter.MaxTerms)
            {
                throw Error(position, $"more than {AttributeFilter.MaxTerms} terms");
            }
        }
    }

    private FilterTerm Term()
    {
        Expect('(', "'(' at the start of a term");
        var start = position;
        var comma = text.IndexOf(',', start);
        if (comma < 0 || !FilterOperators.TryParse(text.AsSpan(start, comma - start), out var op))
        {
            var end = text.AsSpan(start).IndexOfAny(',', ')');
            var token = Clip.Text(end < 0 ? text[start..] : text.Substring(start, end), 20);
            throw Error(start, $"unknown operator '{token}'; operators are eq, neq, gt, gte, lt, lte, in, nin, cont, ncont");
        }

        position = comma + 1;
        var (path, leaf, leafStart) = Path();
        var values = new List<FilterValue>();
        do
        {
            Expect(',', values.Count == 0 ? "',' and a value" : "','");
            if (values.Count == MaxValues)
            {
                throw Error(position, $"more than {MaxValues} values in one term");
            }

            values.Add(Value(op, leaf, leafStart));
        }
        while (op.TakesSeveral() && position < text.Length && text[position] == ',');

        if (position < text.Length && text[position] == ',')
        {
            throw Error(position, $"the operator {op.Token()} takes one value; enclose a value that contains a comma in single quotes");
        }

        Expect(')', "')' at the end of the term");
        return new FilterTerm(op, path, values);
    }

    private (IReadOnlyList<FilterPathSegment> Path, DataModelNode? Leaf, int LeafStart) Path()
    {
        var path = new List<FilterPathSegment>();
        var node = schema?.Root;
        var open = schema is null;
        while (true)
        {
            var start = position;
            var name = Name();
            if (path.Count == MaxSegments)
            {
                throw Error(start, $"the attribute path has more than {MaxSegments} levels");
            }

            if (open || node is null)
            {
                path.Add(new(name.Text, name.IsKey ? FilterSegmentKind.MapKey : FilterSegmentKind.Member, IsArray: false));
                node = null;
            }
            else
            {
                node = Step(path, node, name, start);
            }

            if (position >= text.Length || text[position] != '/')
            {
                return (path, CheckLeaf(node, start), start);
            }

            if (name.IsKey)
            {
                throw Error(position, "nothing can follow @key");
            }

            position++;
            open = open || node is null || node.Kind == DataModelKind.Any;
        }
    }

    private readonly DataModelNode? Step(List<FilterPathSegment> path, DataModelNode node, (string Text, bool IsKey) name, int start)
    {
        DataModelNode next;
        FilterSegmentKind kind;
        switch (node.Kind)
        {
            case DataModelKind.Map when name.IsKey:
                path.Add(new(name.Text, FilterSegmentKind.MapKey, IsArray: false));
                return null;
            case DataModelKind.Map:
                (kind, next) = (FilterSegmentKind.MapEntry, node.Element!);
                break;
            case DataModelKind.Object when node.Members.TryGetValue(name.Text, out var member):
                (kind, next) = (FilterSegmentKind.Member, member.Node);
                break;
            case DataModelKind.Object:
                var where = path.Count == 0 ? schema!.Name : string.Join('/', path.Select(static s => s.Name));
                throw Error(start, $"'{Clip.Text(name.Text)}' is no attribute of {where}.{Suggest.DidYouMean(name.Text, node.Members.Keys)}");
            default:
                throw Error(start, $"'{path[^1].Name}' has no attributes below it");
        }

        var isArray = next.Kind == DataModelKind.Array;
        path.Add(new(name.Text, kind, isArray));
        while (next.Kind == DataModelKind.Array)
        {
            next = next.Element!;
        }

        return next;
    }

    private static DataModelNode? CheckLeaf(DataModelNode? node, int start) => node?.Kind switch
    {
        DataModelKind.Object => throw Error(start, "the path ends at a structure; go on with '/' and one of its attributes: " + string.Join(", ", node.Members.Keys.Order(StringComparer.Ordinal).Take(12))),
        DataModelKind.Map => throw Error(start, "the path ends at a map; go on with '/' and a key, or /@key"),
        _ => node,
    };

    private (string Text, bool IsKey) Name()
    {
        var start = position;
        StringBuilder? unescaped = null;
        var from = position;
        while (position < text.Length && text[position] is not ('/' or ',' or ')' or '(' or ';'))
        {
            if (text[position] == '~')
            {
                var replacement = position + 1 < text.Length
                    ? text[position + 1] switch { '0' => '~', '1' => '/', 'a' => ',', 'b' => '@', _ => '\0' }
                    : '\0';
                if (replacement == '\0')
                {
                    throw Error(position, "'~' must be followed by 0 (for ~), 1 (for /), a (for a comma) or b (for @)");
                }

                (unescaped ??= new StringBuilder()).Append(text, from, position - from).Append(replacement);
                position += 2;
                from = position;
                continue;
            }

            position++;
        }

        if (position == start)
        {
            throw Error(start, "an attribute name is missing");
        }

        var name = unescaped is null ? text[start..position] : unescaped.Append(text, from, position - from).ToString();
        return (name, name == "@key" && unescaped is null);
    }

    private FilterValue Value(FilterOperator op, DataModelNode? leaf, int leafStart)
    {
        var start = position;
        var literal = Literal();
        var type = leaf?.Kind switch
        {
            DataModelKind.Number => FilterValueType.Number,
            DataModelKind.Boolean => FilterValueType.Boolean,
            DataModelKind.DateTime => FilterValueType.DateTime,
            DataModelKind.Any when op.IsOrdering() && decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => FilterValueType.Number,
            _ => FilterValueType.String,
        };
        if (type != FilterValueType.String && op is FilterOperator.Cont or FilterOperator.Ncont)
        {
            throw Error(leafStart, $"{op.Token()} compares text; this attribute is a {Describe(type)}");
        }

        if (type == FilterValueType.Boolean && op.IsOrdering())
        {
            throw Error(leafStart, $"{op.Token()} needs an order; this attribute is true or false");
        }

        if (!FilterValue.TryParse(type, literal, out var value))
        {
            throw Error(start, $"'{Clip.Text(literal)}' is not a {Describe(type)}");
        }

        if (leaf is { Kind: DataModelKind.Enumeration, Type: { } enumeration } && op is FilterOperator.Eq or FilterOperator.Neq or FilterOperator.In or FilterOperator.Nin)
        {
            var literals = EnumLiterals.Of(enumeration);
            if (!literals.Contains(literal))
            {
                throw Error(start, $"'{Clip.Text(literal)}' is none of the values {string.Join(", ", literals)}.{Suggest.DidYouMean(literal, literals)}");
            }
        }

        return value;
    }

    private string Literal()
    {
        var start = position;
        if (position < text.Length && text[position] == '\'')
        {
            var quoted = new StringBuilder();
            while (++position < text.Length)
            {
                if (text[position] != '\'')
                {
                    quoted.Append(text[position]);
                }
                else if (position + 1 < text.Length && text[position + 1] == '\'')
                {
                    quoted.Append('\'');
                    position++;
                }
                else
                {
                    position++;
                    return quoted.ToString();
                }
            }

            throw Error(start, "the quoted value is not closed; a single quote inside it is written twice");
        }

        var end = text.AsSpan(start).IndexOfAny(',', ')');
        position = end < 0 ? text.Length : start + end;
        if (position == start)
        {
            throw Error(start, "a value is missing; an empty text is written ''");
        }

        return text[start..position];
    }

    private void Expect(char c, string what)
    {
        if (position >= text.Length || text[position] != c)
        {
            var found = position >= text.Length ? "the end" : $"'{text[position]}'";
            throw Error(position, $"expected {what}, found {found}");
        }

        position++;
    }

    private static string Describe(FilterValueType type) => type switch
    {
        FilterValueType.Number => "number",
        FilterValueType.Boolean => "boolean (true or false)",
        FilterValueType.DateTime => "date-time such as 2031-05-01T12:00:00Z",
        _ => "text",
    };

    private static SolProblemException Error(int at, string message) =>
        SolProblem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"The filter is wrong at character {at + 1}: {message}")).With("parameter", "filter").ToException();
}
