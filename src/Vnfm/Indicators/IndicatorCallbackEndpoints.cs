using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfInd;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>
/// Where indicator notifications of VNFs and element managers come in (SOL002 §8.4.7): <c>GET</c> is their test of the address, <c>POST</c> a notification. The caller logs in with the password of
/// the subscription (SOL013 §8.3.4, BASIC) and can speak of that VNF only; tokens play no part.
/// </summary>
internal static class IndicatorCallbackEndpoints
{
    /// <summary>The path, without tenant and VNF instance.</summary>
    public const string Path = "/callbacks/vnfind";

    private const int MaxBytes = 1 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/{tenant}/{vnfInstanceId}", TestAsync);
        group.MapPost("/{tenant}/{vnfInstanceId}", TakeAsync);
    }

    private static async Task<IResult> TestAsync(HttpContext context, string tenant, string vnfInstanceId, IndicatorSubscriptions subscriptions, CancellationToken cancellationToken)
        => await CallerAsync(context, tenant, vnfInstanceId, subscriptions, cancellationToken) is null ? Unauthorized() : TypedResults.NoContent();

    private static async Task<IResult> TakeAsync(
        HttpContext context, string tenant, string vnfInstanceId, IndicatorSubscriptions subscriptions, IndicatorPushes pushes, IndicatorBook book, IndicatorLoop loop, CancellationToken cancellationToken)
    {
        if (await CallerAsync(context, tenant, vnfInstanceId, subscriptions, cancellationToken) is not { } of)
        {
            return Unauthorized();
        }
        var body = await context.ReadObjectAsync(MaxBytes, cancellationToken);
        switch (body["notificationType"]?.ToString())
        {
            case VnfIndicatorValueChangeNotification.TypeName:
                var change = System.Text.Json.JsonSerializer.Deserialize(body, VnfIndJsonContext.Default.VnfIndicatorValueChangeNotification)!;
                if (change.VnfInstanceId != vnfInstanceId)
                {
                    return SolProblem.Unprocessable($"The notification is about the VNF instance '{change.VnfInstanceId}'; this subscription is for '{vnfInstanceId}'.");
                }
                return await pushes.TakeAsync(of, vnfInstanceId, change.VnfIndicatorId, change.Name, change.Value, cancellationToken)
                    ? TypedResults.NoContent()
                    : SolProblem.Unprocessable($"The VNF instance '{vnfInstanceId}' is not instantiated, or its VNFD does not declare the indicator '{change.VnfIndicatorId}'.");
            case SupportedIndicatorsChangeNotification.TypeName:
                // It tells which indicators there are now, not their values: they are read, all together.
                await book.HurryAsync(of, vnfInstanceId, cancellationToken);
                loop.Wake();
                return TypedResults.NoContent();
            default:
                return SolProblem.Unprocessable($"notificationType is '{body["notificationType"]}'; {VnfIndicatorValueChangeNotification.TypeName} and {SupportedIndicatorsChangeNotification.TypeName} are taken here.");
        }
    }

    private static async Task<TenantId?> CallerAsync(HttpContext context, string tenant, string vnfInstanceId, IndicatorSubscriptions subscriptions, CancellationToken cancellationToken)
        => TenantId.TryParse(tenant, out var of) && BasicCredentials.TryRead(context.Request, out var login)
            && login.UserName == vnfInstanceId && await subscriptions.IsManagerAsync(of, vnfInstanceId, login.Password, cancellationToken) ? of : null;

    private static SolProblem Unauthorized()
        => SolProblem.Unauthorized("The notification endpoint of the VNFM takes the user name and password that its subscription gave to the element manager.", "Basic realm=\"vnfm\"");
}
