using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sol.Filtering;

namespace NfvOrchestrator.Platform.Tests.Store;

/// <summary>Random documents of one small data model, full of awkward values, and random filters over it. Deterministic by seed.</summary>
internal sealed class RandomFilters(int seed)
{
    private static readonly string[] Texts = ["", "a", "ab", "abc", "b", "B", "true", "5", "1.5", "größe", "漢字", "it's", "q\"uote", "back\\slash", "100%", "_", "2030-01-01T00:00:00Z", "' OR 1=1 --", "$1", "@p1"];
    private static readonly string[] Numbers = ["0", "1", "-1", "5", "1.5", "100", "123456789012", "0.1", "-2.25"];
    private static readonly string[] Instants =
        ["2030-01-01T00:00:00Z", "2030-01-01T01:00:00+01:00", "2029-12-31T23:59:59.9999999Z", "2030-01-01T00:00:00.000Z", "2030-01-01T00:00:00.5Z", "1999-06-01T12:00:00-05:30"];

    private static readonly string[] Keys = ["k", "key.with.dots", "key with \"quotes\"", "größe", "a/b", "~x", "a,b", "{x}", "back\\slash", "0", ""];

    private readonly Random random = new(seed);

    public JsonElement Document()
    {
        var node = Node(depth: 0);
        return JsonSerializer.SerializeToElement(node);
    }

    public AttributeFilter Filter() => new([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Term())]);

    private JsonObject Node(int depth)
    {
        var node = new JsonObject();
        Maybe(node, "text", () => Pick(Texts));
        Maybe(node, "number", () => JsonNode.Parse(Pick(Numbers)));
        Maybe(node, "flag", () => random.Next(2) == 0);
        Maybe(node, "time", () => Pick(Instants));
        Maybe(node, "texts", () => Array(() => Pick(Texts)));
        Maybe(node, "numbers", () => Array(() => JsonNode.Parse(Pick(Numbers))));
        Maybe(node, "map", () => Map(() => Pick(Texts)));
        if (depth < 3)
        {
            Maybe(node, "deep", () => Node(depth + 1));
            Maybe(node, "list", () => Array(() => Node(depth + 2)));
            Maybe(node, "nodes", () => Map(() => Node(depth + 2)));
        }
        return node;
    }

    private FilterTerm Term()
    {
        var path = new List<FilterPathSegment>();
        while (path.Count < 3 && random.Next(3) == 0)
        {
            switch (random.Next(3))
            {
                case 0:
                    path.Add(new FilterPathSegment("deep", FilterSegmentKind.Member, IsArray: false));
                    break;
                case 1:
                    path.Add(new FilterPathSegment("list", FilterSegmentKind.Member, IsArray: true));
                    break;
                default:
                    path.Add(new FilterPathSegment("nodes", FilterSegmentKind.Member, IsArray: false));
                    path.Add(new FilterPathSegment(Pick(Keys), FilterSegmentKind.MapEntry, IsArray: false));
                    break;
            }
        }
        var type = FilterValueType.String;
        switch (random.Next(8))
        {
            case 0:
                path.Add(new FilterPathSegment("number", FilterSegmentKind.Member, IsArray: false));
                type = FilterValueType.Number;
                break;
            case 1:
                path.Add(new FilterPathSegment("flag", FilterSegmentKind.Member, IsArray: false));
                type = FilterValueType.Boolean;
                break;
            case 2:
                path.Add(new FilterPathSegment("time", FilterSegmentKind.Member, IsArray: false));
                type = FilterValueType.DateTime;
                break;
            case 3:
                path.Add(new FilterPathSegment("texts", FilterSegmentKind.Member, IsArray: true));
                break;
            case 4:
                path.Add(new FilterPathSegment("numbers", FilterSegmentKind.Member, IsArray: true));
                type = FilterValueType.Number;
                break;
            case 5:
                path.Add(new FilterPathSegment("map", FilterSegmentKind.Member, IsArray: false));
                path.Add(new FilterPathSegment(Pick(Keys), FilterSegmentKind.MapEntry, IsArray: false));
                break;
            case 6:
                path.Add(new FilterPathSegment(random.Next(2) == 0 ? "map" : "nodes", FilterSegmentKind.Member, IsArray: false));
                path.Add(new FilterPathSegment("@key", FilterSegmentKind.MapKey, IsArray: false));
                break;
            default:
                path.Add(new FilterPathSegment("text", FilterSegmentKind.Member, IsArray: false));
                break;
        }
        // contains is about texts
        var op = (FilterOperator)random.Next(type == FilterValueType.String ? 10 : 8);
        var count = op.TakesSeveral() ? random.Next(1, 4) : 1;
        return new FilterTerm(op, path, [.. Enumerable.Range(0, count).Select(_ => Value(type))]);
    }

    private FilterValue Value(FilterValueType type)
    {
        var text = type switch
        {
            FilterValueType.Number => Pick(Numbers),
            FilterValueType.Boolean => random.Next(2) == 0 ? "true" : "false",
            FilterValueType.DateTime => Pick(Instants),
            _ => Pick(random.Next(4) == 0 ? Keys : Texts),
        };
        return FilterValue.TryParse(type, text, out var value) ? value : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{text} is no {type}"));
    }

    private void Maybe(JsonObject node, string name, Func<JsonNode?> value)
    {
        switch (random.Next(5))
        {
            case 0:
                break;
            case 1 when random.Next(3) == 0:
                node[name] = null;
                break;
            default:
                node[name] = value();
                break;
        }
    }

    private JsonArray Array(Func<JsonNode?> element) => new([.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(8) == 0 ? null : element())]);

    private JsonObject Map(Func<JsonNode?> value)
    {
        var map = new JsonObject();
        for (var i = random.Next(4); i > 0; i--)
        {
            map[Pick(Keys)] = random.Next(8) == 0 ? null : value();
        }
        return map;
    }

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
