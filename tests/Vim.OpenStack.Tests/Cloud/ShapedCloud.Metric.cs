using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>Gnocchi: aggregates of measures by an attribute of their resources.</summary>
internal sealed partial class ShapedCloud
{
    private readonly Dictionary<(string Type, string Metric, string Attribute), Dictionary<string, (DateTimeOffset At, double Value)[]>> measures = [];

    /// <summary>Gives a resource, named by an attribute that groups it, measures of a metric.</summary>
    public void Measure(string type, string metric, string attribute, string resource, params (DateTimeOffset At, double Value)[] points)
    {
        lock (gate)
        {
            (measures.TryGetValue((type, metric, attribute), out var known) ? known : measures[(type, metric, attribute)] = new(StringComparer.Ordinal))[resource] = points;
        }
    }

    private CloudAnswer Metric(CloudCall call)
    {
        if (call.Method != "POST" || call.Path != "v1/aggregates" || call.Q("groupby") is not { } attribute)
        {
            return new CloudAnswer(404, """{"code":404,"title":"Not Found","description":"The resource could not be found."}""");
        }
        var metric = Operation().Match((string)call.Body!["operations"]!).Groups["metric"].Value;
        if (!measures.TryGetValue(((string)call.Body["resource_type"]!, metric, attribute), out var found))
        {
            return new CloudAnswer(400, """{"code":400,"title":"Bad Request","description":{"cause":"Metrics not found","detail":[]}}""");
        }
        return new CloudAnswer(200, new JsonArray([.. found.Select(r => new JsonObject
        {
            ["group"] = new JsonObject { [attribute] = r.Key },
            ["measures"] = new JsonObject
            {
                ["measures"] = new JsonObject { ["aggregated"] = new JsonArray([.. r.Value.Select(static p => new JsonArray(p.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), 300.0, p.Value))]) },
            },
        })]).ToJsonString());
    }

    [GeneratedRegex("^\\(aggregate sum \\(metric (?<metric>[a-z._]+) mean\\)\\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Operation();
}
