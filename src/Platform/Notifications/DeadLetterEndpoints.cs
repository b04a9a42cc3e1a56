using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.OpenApi;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Operator's endpoints for dead letters; of the platform, not of ETSI.</summary>
public static class DeadLetterEndpoints
{
    /// <summary>Their document.</summary>
    public static ApiDocument Document { get; } = new("platform-v1", "What every service has: notifications that could not be delivered.");

    /// <summary>Maps <c>/platform/v1/dead_letters</c>: list, replay one or all of a subscription, delete.</summary>
    public static RouteGroupBuilder MapDeadLetters(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/platform/v1/dead_letters").InDocument(Document);
        group.MapGet("", ListAsync).WithName("ListDeadLetters").WithSummary("Notifications that could not be delivered, oldest first.").Produces<IReadOnlyList<DeadLetter>>();
        group.MapPost("/replay", ReplayAllAsync).WithName("ReplayDeadLetters").WithSummary("Sends all dead letters of a subscription again.").Produces(StatusCodes.Status202Accepted);
        group.MapPost("/{id}/replay", ReplayAsync).WithName("ReplayDeadLetter").WithSummary("Sends one dead letter again.").Produces(StatusCodes.Status202Accepted);
        group.MapDelete("/{id}", DeleteAsync).WithName("DeleteDeadLetter").WithSummary("Throws one dead letter away.").Produces(StatusCodes.Status204NoContent);
        return group;
    }

    private static async Task<JsonHttpResult<List<DeadLetter>>> ListAsync(HttpContext context, DeadLetters letters, string? subscriptionId, string? after, CancellationToken cancellationToken)
    {
        var page = await letters.ListAsync(context.GetTenant(), subscriptionId, new StoreQuery { AfterId = after }, cancellationToken);
        if (page.NextAfterId is { } next)
        {
            var only = subscriptionId is null ? "" : $"&subscriptionId={Uri.EscapeDataString(subscriptionId)}";
            context.Response.Headers.Link = $"</platform/v1/dead_letters?after={Uri.EscapeDataString(next)}{only}>; rel=\"next\"";
        }
        return TypedResults.Json(page.Items.Select(static d => d.Value).ToList(), NotificationJsonContext.Default.ListDeadLetter);
    }

    private static async Task<IResult> ReplayAsync(HttpContext context, DeadLetters letters, string id, CancellationToken cancellationToken)
        => await letters.ReplayAsync(context.GetTenant(), id, cancellationToken) ? TypedResults.Accepted((string?)null) : SolProblem.NotFound("dead letter", id);

    private static async Task<IResult> ReplayAllAsync(HttpContext context, DeadLetters letters, string? subscriptionId, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(subscriptionId))
        {
            return SolProblem.BadRequest("Say whose dead letters shall be sent again: query parameter subscriptionId.");
        }
        await letters.ReplayAllAsync(context.GetTenant(), subscriptionId, cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, DeadLetters letters, string id, CancellationToken cancellationToken)
        => await letters.DeleteAsync(context.GetTenant(), id, cancellationToken) ? TypedResults.NoContent() : SolProblem.NotFound("dead letter", id);
}
