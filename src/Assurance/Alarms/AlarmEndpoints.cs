using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Assurance.Alarms;

/// <summary><c>/assurance/v1/alarms</c>.</summary>
internal static class AlarmEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/alarms", ListAsync).WithName("ListAlarms").WithSummary("Lists alarms, all or those of one instance or state (RAISED, CLEARED).").Produces<IReadOnlyList<AlarmRecord>>();
        api.MapGet("/alarms/{id}", GetAsync).WithName("GetAlarm").WithSummary("Reads an alarm.").Produces<AlarmRecord>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IDocumentStore store, CancellationToken cancellationToken, string? instanceId = null, string? state = null, string? after = null, int limit = 100)
    {
        var page = await store.QueryAsync(AssuranceCollections.Alarms, context.GetTenant(), ListQuery.Of(after, limit, ("instanceId", instanceId), ("state", state)), cancellationToken);
        ListQuery.Link(context, page.NextAfterId);
        return TypedResults.Json(page.Items.Select(static d => d.Value).ToList(), AssuranceJson.Default.ListAlarmRecord);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, IDocumentStore store, CancellationToken cancellationToken)
        => await store.GetAsync(AssuranceCollections.Alarms, context.GetTenant(), id, cancellationToken) is { } found
            ? TypedResults.Json(found.Value, AssuranceJson.Default.AlarmRecord)
            : SolProblem.NotFound("alarm", id);
}
