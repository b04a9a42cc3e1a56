using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>
/// Where the VNFM's notifications come in (SOL003 §5.4.20): <c>GET</c> is its test of the address, <c>POST</c> a notification. The caller logs in with the password of the tenant's subscription
/// (SOL013 §8.3.4, BASIC); tokens play no part.
/// </summary>
internal static class VnfmCallbackEndpoints
{
    /// <summary>The path, without the tenant.</summary>
    public const string Path = "/callbacks/vnflcm";

    private const int MaxBytes = 4 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).AllowAnonymous().ExcludeFromDescription();
        // The second form is for registered VNFMs: each may speak of its own operations only.
        group.MapGet("/{tenant}/{vnfmId?}", TestAsync);
        group.MapPost("/{tenant}/{vnfmId?}", TakeAsync);
    }

    private static async Task<IResult> TestAsync(HttpContext context, string tenant, string? vnfmId, VnfmSubscriptions subscriptions, CancellationToken cancellationToken)
        => await CallerAsync(context, tenant, vnfmId, subscriptions, cancellationToken) is null ? Unauthorized() : TypedResults.NoContent();

    private static async Task<IResult> TakeAsync(
        HttpContext context, string tenant, string? vnfmId, VnfmSubscriptions subscriptions, ChildOperations children, GrantEnds ends, CancellationToken cancellationToken)
    {
        if (await CallerAsync(context, tenant, vnfmId, subscriptions, cancellationToken) is not { } of)
        {
            return Unauthorized();
        }
        var notification = await context.ReadBodyAsync(VnfLcmJsonContext.Default.VnfLcmOperationOccurrenceNotification, MaxBytes, cancellationToken);
        children.Hear(vnfmId, notification);
        if (ChildEnd.Of(notification) is { } end)
        {
            await ends.BookAsync(of, vnfmId, end.OccurrenceId, end.State, cancellationToken);
        }
        return TypedResults.NoContent();
    }

    private static async Task<TenantId?> CallerAsync(HttpContext context, string tenant, string? vnfmId, VnfmSubscriptions subscriptions, CancellationToken cancellationToken)
        => TenantId.TryParse(tenant, out var of) && BasicCredentials.TryRead(context.Request, out var login)
            && login.UserName == tenant && await subscriptions.IsVnfmAsync(of, vnfmId, login.Password, cancellationToken) ? of : null;

    private static SolProblem Unauthorized()
        => SolProblem.Unauthorized("The notification endpoint of the NFVO takes the user name and password that its subscription gave to the VNFM.", "Basic realm=\"nfvo\"");
}
