using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>The list of packages or descriptors; the usage state is computed from the instances.</summary>
/// <typeparam name="T">The SOL resource.</typeparam>
internal sealed class ContentListing<T>(Shelf<T> shelf)
    where T : class
{
    private readonly SolListing<StoredContent<T>, T> listing = new(
        shelf.Collection, shelf.Type, shelf.Selectors, (context, stored) => shelf.Render(SolUri.Root(context), stored.Resource, inUse: false))
    {
        Computed = new SolComputed<StoredContent<T>, T>(shelf.UsageAttribute, async (context, page, cancellationToken) =>
        {
            var life = context.RequestServices.GetRequiredService<ContentLife<T>>();
            var inUse = await Task.WhenAll(page.Select(p => life.IsInUseAsync(p.Tenant, p.Value.Resource, cancellationToken)));
            return [.. page.Select((p, i) => shelf.Render(SolUri.Root(context), p.Value.Resource, inUse[i]))];
        }),
    };

    public Task<IResult> AnswerAsync(HttpContext context, ContentServices<T> services, bool onboardedOnly, CancellationToken cancellationToken)
        => listing.AnswerAsync(
            context,
            context.GetTenant(),
            services.Store,
            services.Markers,
            onboardedOnly ? new Dictionary<string, string>(StringComparer.Ordinal) { [shelf.StateField] = nameof(ContentState.ONBOARDED) } : null,
            cancellationToken);
}
