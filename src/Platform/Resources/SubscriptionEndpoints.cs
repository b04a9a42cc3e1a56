using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;

namespace NfvOrchestrator.Platform.Resources;

/// <summary>The subscription resources of an API (SOL013 §5.9): the same for every API but for filter and rendering.</summary>
public static class SubscriptionEndpoints
{
    /// <summary>Maps <c>/subscriptions</c> and <c>/subscriptions/{subscriptionId}</c>.</summary>
    public static void Map<TRequest, TResource>(RouteGroupBuilder group, SubscriptionResource<TRequest, TResource> resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var subscriptions = group.MapGroup("/subscriptions");
        var listing = new SolListing<NotificationSubscription, TResource>(
            NotificationCollections.Subscriptions, resource.ResourceType, null, (_, stored) => resource.Render(stored));

        subscriptions.MapPost("", async (HttpContext context, INotificationSubscriptions store, CallbackUriPolicy policy, IdempotentRequests idempotent, CancellationToken cancellationToken) =>
        {
            var request = await context.ReadBodyAsync(resource.RequestType, cancellationToken: cancellationToken);
            var content = resource.Read(request);
            policy.Require(content.CallbackUri);
            return await idempotent.RunAsync(context, context.GetTenant(), Key(context, resource.Api), JsonSerializer.SerializeToUtf8Bytes(request, resource.RequestType), async remember =>
            {
                var id = Guid.CreateVersion7().ToString();
                var self = SolUri.Absolute(context, $"{(context.GetDialect()?.Api ?? resource.Api).Prefix}/subscriptions/{id}");
                try
                {
                    var created = await store.CreateAsync(
                        context.GetTenant(),
                        new NotificationSubscription
                        {
                            Id = id,
                            Api = Key(context, resource.Api),
                            CallbackUri = content.CallbackUri,
                            SelfUri = self,
                            Alternatives = content.Alternatives,
                            Filter = content.Filter,
                            Credentials = CallbackAuthentication.Read(content.Authentication),
                            Verbosity = content.Verbosity,
                        },
                        (batch, stored) => remember(batch, StatusCodes.Status201Created, self, JsonSerializer.SerializeToUtf8Bytes(resource.Render(stored), resource.ResourceType)),
                        cancellationToken);
                    context.Response.Headers.Location = self;
                    return TypedResults.Json(resource.Render(created.Value), resource.ResourceType, statusCode: StatusCodes.Status201Created);
                }
                catch (CallbackTestException failed)
                {
                    return (IResult)SolProblem.Unprocessable(failed.Message);
                }
            }, cancellationToken);
        }).WithJsonBody<TRequest>().Produces<TResource>(StatusCodes.Status201Created);

        subscriptions.MapGet("", (HttpContext context, Store.IDocumentStore store, PageMarkers markers, CancellationToken cancellationToken)
            => listing.AnswerAsync(context, context.GetTenant(), store, markers, new Dictionary<string, string>(StringComparer.Ordinal) { ["api"] = Key(context, resource.Api) }, cancellationToken))
            .WithQuery("filter", "nextpage_opaque_marker").Produces<IReadOnlyList<TResource>>();

        subscriptions.MapGet("/{subscriptionId}", async (HttpContext context, string subscriptionId, INotificationSubscriptions store, CancellationToken cancellationToken)
            => await store.GetAsync(context.GetTenant(), Key(context, resource.Api), subscriptionId, cancellationToken) is { } found
                ? TypedResults.Json(resource.Render(found.Value), resource.ResourceType)
                : (IResult)SolProblem.NotFound("subscription", subscriptionId)).Produces<TResource>();

        subscriptions.MapDelete("/{subscriptionId}", async (HttpContext context, string subscriptionId, INotificationSubscriptions store, CancellationToken cancellationToken)
            => await store.DeleteAsync(context.GetTenant(), Key(context, resource.Api), subscriptionId, cancellationToken)
                ? TypedResults.NoContent()
                : (IResult)SolProblem.NotFound("subscription", subscriptionId)).Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>A subscription belongs to the version of the API it was made through: its notifications have that version's form.</summary>
    private static string Key(HttpContext context, SolApi api) => context.GetDialect()?.SubscriptionKey ?? api.Name;
}
