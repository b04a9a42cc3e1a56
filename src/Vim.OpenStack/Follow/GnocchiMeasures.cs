using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>Measures of Gnocchi, where the catalogue has it (service type <c>metric</c>): one request per metric for all resources of a type, however many there are.</summary>
internal static class GnocchiMeasures
{
    /// <summary>How far back is looked: a few periods of the usual archive policies (5 minutes).</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(16);

    /// <summary>Measures are a matter of seconds or of no use.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The measures of a metric, oldest first, by an attribute of its resources (of several with the same attribute, the sum); empty where nobody collects it.</summary>
    /// <param name="account">Whose Gnocchi.</param>
    /// <param name="type">Type of the resources, e.g. <c>instance</c>.</param>
    /// <param name="metric">The metric, e.g. <c>cpu</c>.</param>
    /// <param name="attribute">The attribute, e.g. <c>id</c>.</param>
    /// <param name="ofProject">Only resources of the account's project; false: all that exist.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<Measure>>> ReadAsync(OsAccount account, string type, string metric, string attribute, bool ofProject, CancellationToken cancellationToken)
    {
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var since = (account.Time.GetUtcNow() - Window).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var query = new JsonObject
        {
            ["operations"] = $"(aggregate sum (metric {metric} mean))",
            ["resource_type"] = type,
            ["search"] = new JsonObject { ["="] = ofProject ? new JsonObject { ["project_id"] = project } : new JsonObject { ["ended_at"] = null } },
        };
        // 400 and 404: no such type of resource, or none of them has the metric; 403: the account may not see it.
        var call = OsCall.Post(OsService.Metric, $"aggregates?start={since}&groupby={attribute}", query) with { Repeatable = true, Accept = [400, 403, 404], Timeout = Limit, What = $"tell the measures of {metric}" };
        var answer = await account.SendAsync(call, cancellationToken);
        return answer.IsSuccess ? Read(answer, attribute) : new Dictionary<string, IReadOnlyList<Measure>>(StringComparer.Ordinal);
    }

    private static Dictionary<string, IReadOnlyList<Measure>> Read(OsAnswer answer, string attribute)
    {
        var found = new Dictionary<string, IReadOnlyList<Measure>>(StringComparer.Ordinal);
        foreach (var group in answer.Read(GnocchiJson.Default.IReadOnlyListGnocchiGroup))
        {
            if (group?.Group is { } names && names.TryGetValue(attribute, out var name) && name.ValueKind == JsonValueKind.String && group.Measures?.Measures?.Aggregated is { } points)
            {
                found[name.GetString()!] = [.. points.Where(static p => p is not [_, _, { ValueKind: JsonValueKind.Null }, ..]).Select(p => Point(answer, p)).OrderBy(static m => m.At)];
            }
        }
        return found;
    }

    /// <summary>[time, granularity in s, value]</summary>
    private static Measure Point(OsAnswer answer, IReadOnlyList<JsonElement>? point) =>
        point is [{ ValueKind: JsonValueKind.String } at, _, { ValueKind: JsonValueKind.Number } value, ..] && at.TryGetDateTimeOffset(out var time)
            ? new Measure(time, value.GetDouble())
            : throw new VimException(new VimError
            {
                Cause = VimErrorCause.INTERNAL,
                Message = $"Gnocchi answered {answer.Url} with a measure that is not [time, granularity, value]: it is not used. Check that the endpoint 'metric' of the catalogue is Gnocchi's.",
                RequestId = answer.RequestId,
            });

    /// <param name="At">When.</param>
    /// <param name="Value">What, in the unit of the metric.</param>
    internal readonly record struct Measure(DateTimeOffset At, double Value);
}
