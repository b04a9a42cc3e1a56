using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Nfvo.NsLcm;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.OpenApi;

namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>
/// Registration of VNFMs of other makers (vendor interface): where their SOL003 interfaces are, how to log in there, which VNFs they take, and the client with which they log in here.
/// Operators see those of their tenant; only callers with the role <c>service</c> change them, because the NFVO sends requests to the addresses that are registered.
/// </summary>
internal static class VnfmEndpoints
{
    /// <summary>The path of the vendor interface of the NFVO.</summary>
    public const string Root = "/nfvo-ext/v1";

    /// <summary>Most registrations of a tenant.</summary>
    public const int MaxRegistrations = 100;

    private const int MaxIdLength = 64;

    /// <summary>Its document.</summary>
    public static ApiDocument Document { get; } = new("nfvo-ext-v1", "VNFMs of other makers: where they are, which VNFs they take, how both sides log in, whether they answer.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var vnfms = routes.MapGroup(Root + "/vnfms").InDocument(Document);
        vnfms.MapGet("", ListAsync).WithName("ListVnfms").WithSummary("The registered VNFMs of the caller's tenant, and whether they answer.").Produces<IReadOnlyList<VnfmView>>();
        vnfms.MapGet("/{vnfmId}", ReadAsync).WithName("ReadVnfm").WithSummary("A registered VNFM.").Produces<VnfmView>();
        var changes = vnfms.MapGroup("/{vnfmId}").RequireAuthorization(NfvPolicies.Service);
        changes.MapPut("", PutAsync).WithName("RegisterVnfm").WithSummary("Registers a VNFM, or changes its registration.").Accepts<VnfmRegistration>("application/json").Produces<VnfmView>().Produces<VnfmView>(StatusCodes.Status201Created);
        changes.MapDelete("", DeleteAsync).WithName("UnregisterVnfm").WithSummary("Ends a registration; refused while network services have VNFs there.").Produces(StatusCodes.Status204NoContent);
        changes.MapPost("/client", MakeClientAsync).WithName("MakeVnfmClient").WithSummary("Makes the client with which the VNFM logs in here, or gives it a new secret.").Produces<VnfmClientSecret>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, VnfmDirectory vnfms, CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        return TypedResults.Json([.. (await vnfms.ListAsync(tenant, cancellationToken)).Select(d => View(d, vnfms))], VnfmJson.Default.ListVnfmView);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string vnfmId, VnfmDirectory vnfms, IDocumentStore store, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, vnfmId, store, cancellationToken);
        SolETag.Set(context, SolETag.Of(found.Version));
        return TypedResults.Json(View(found, vnfms), VnfmJson.Default.VnfmView);
    }

    private static async Task<IResult> PutAsync(HttpContext context, string vnfmId, VnfmDirectory vnfms, VnfmWatch watch, IDocumentStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        var registration = await context.ReadBodyAsync(VnfmJson.Default.VnfmRegistration, cancellationToken: cancellationToken);
        if (Fault(vnfmId, registration) is { } fault)
        {
            return SolProblem.Unprocessable(fault);
        }
        var stored = await store.GetAsync(VnfmCollections.Registrations, tenant, vnfmId, cancellationToken);
        var batch = new WriteBatch();
        ExternalVnfm next;
        if (stored is null)
        {
            if (registration.Authentication is { ClientSecret: null })
            {
                return SolProblem.Unprocessable("The attribute 'authentication.clientSecret' is missing: the NFVO needs it to log in at the VNFM.");
            }
            if ((await vnfms.ListAsync(tenant, cancellationToken)).Count >= MaxRegistrations)
            {
                return SolProblem.Conflict($"The tenant has {MaxRegistrations} registered VNFMs already. Delete one that is not used any more.");
            }
            next = new ExternalVnfm { Id = vnfmId, Registration = vnfms.Protect(registration), ClientId = registration.ClientId, RegisteredAt = clock.GetUtcNow() };
            batch.Insert(VnfmCollections.Registrations, tenant, vnfmId, next);
        }
        else
        {
            SolETag.RequireMatch(context, SolETag.Of(stored.Version));
            var before = stored.Value.Registration.Authentication;
            var kept = vnfms.Protect(registration);
            if (kept.Authentication is { ClientSecret: null } login)
            {
                if (before?.ClientSecret is null || before.ClientId != login.ClientId || before.TokenEndpoint != login.TokenEndpoint)
                {
                    return SolProblem.Unprocessable("The attribute 'authentication.clientSecret' is missing: the secret that is stored belongs to another client or token endpoint.");
                }
                kept = kept with { Authentication = login with { ClientSecret = before.ClientSecret } };
            }
            next = stored.Value with { Registration = kept, ClientId = registration.ClientId ?? stored.Value.ClientId };
            batch.Replace(VnfmCollections.Registrations, stored, next);
        }
        if (!(await store.CommitAsync(batch, cancellationToken)).Ok)
        {
            return SolProblem.Conflict($"The registration of the VNFM '{vnfmId}' was changed by another request at the same moment. Read it again and repeat the request if it still applies.");
        }
        watch.Look();
        SolETag.Set(context, SolETag.Of((stored?.Version ?? 0) + 1));
        if (stored is not null)
        {
            return TypedResults.Json(View(tenant, next, vnfms), VnfmJson.Default.VnfmView);
        }
        context.Response.Headers.Location = SolUri.Absolute(context, $"{Root}/vnfms/{vnfmId}");
        return TypedResults.Json(View(tenant, next, vnfms), VnfmJson.Default.VnfmView, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string vnfmId, VnfmDirectory vnfms, IDocumentStore store, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, vnfmId, store, cancellationToken);
        SolETag.RequireMatch(context, SolETag.Of(found.Version));
        if (await UserAsync(found, store, cancellationToken) is { } service)
        {
            return SolProblem.Conflict($"The network service '{service}' has VNFs at the VNFM '{vnfmId}'. Terminate it first, or set 'enabled' to false so that no further VNFs go there.");
        }
        if (!(await store.CommitAsync(new WriteBatch().Delete(VnfmCollections.Registrations, found.Tenant, vnfmId, found.Version), cancellationToken)).Ok)
        {
            return SolProblem.Conflict($"The registration of the VNFM '{vnfmId}' was changed by another request at the same moment. Read it again and repeat the request if it still applies.");
        }
        vnfms.SetHealth(found.Tenant, vnfmId, null);
        if (context.RequestServices.GetService<ClientRegistry>() is { } clients && found.Value.ClientId == ClientIdOf(found.Tenant, vnfmId))
        {
            await clients.DeleteAsync(found.Value.ClientId, cancellationToken);
        }
        return TypedResults.NoContent();
    }

    private static async Task<IResult> MakeClientAsync(HttpContext context, string vnfmId, IDocumentStore store, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, vnfmId, store, cancellationToken);
        if (context.RequestServices.GetService<ClientRegistry>() is not { } clients)
        {
            return SolProblem.Conflict("The tokens of this installation are issued elsewhere. Make the client there (role 'vnfm', claim 'tenant'), and name it as 'clientId' in the registration.");
        }
        var id = ClientIdOf(found.Tenant, vnfmId);
        if (found.Value.Registration.ClientId is { } other)
        {
            return SolProblem.Conflict($"The registration names the client '{other}'. Leave 'clientId' out of it to have one made here.");
        }
        var made = await clients.CreateOrResetAsync(id, found.Tenant, [NfvRoles.Vnfm], cancellationToken);
        if (found.Value.ClientId != id && !(await store.CommitAsync(new WriteBatch().Replace(VnfmCollections.Registrations, found, found.Value with { ClientId = id }), cancellationToken)).Ok)
        {
            return SolProblem.Conflict($"The registration of the VNFM '{vnfmId}' was changed by another request at the same moment. Repeat the request: the secret that was made now is replaced.");
        }
        return TypedResults.Json(new VnfmClientSecret(SolUri.Absolute(context, "/oauth2/token"), made.ClientId, made.Secret, NfvRoles.Vnfm), VnfmJson.Default.VnfmClientSecret);
    }

    private static string ClientIdOf(TenantId tenant, string vnfmId) => $"vnfm.{tenant.Value}.{vnfmId}";

    /// <summary>A network service that has VNFs there; null: none has.</summary>
    private static async Task<string?> UserAsync(Document<ExternalVnfm> vnfm, IDocumentStore store, CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await store.QueryAsync(NsCollections.Instances, vnfm.Tenant, new StoreQuery { AfterId = after, Limit = 200 }, cancellationToken);
            if (page.Items.FirstOrDefault(n => n.Value.Resources.Any(r => r.Node.Spec is ChildVnfSpec child && child.VnfmId == vnfm.Id)) is { } user)
            {
                return user.Id;
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        return null;
    }

    private static string? Fault(string vnfmId, VnfmRegistration registration)
    {
        if (vnfmId.Length > MaxIdLength || vnfmId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')))
        {
            return $"The identifier of a VNFM has 1 to {MaxIdLength} characters [A-Za-z0-9._-].";
        }
        if (!IsAddress(registration.ApiRoot))
        {
            return "The attribute 'apiRoot' must be an absolute http or https URI without user name, query or fragment.";
        }
        if (registration.Authentication is { } login && !IsAddress(login.TokenEndpoint))
        {
            return "The attribute 'authentication.tokenEndpoint' must be an absolute http or https URI without user name, query or fragment.";
        }
        if (registration.VnfmInfo.Count is 0 or > 64 || registration.VnfmInfo.Any(string.IsNullOrWhiteSpace))
        {
            return "The attribute 'vnfmInfo' names 1 to 64 values of vnfm_info of VNFDs.";
        }
        return registration.Version is { } version && (!SolVersion.TryParse(version, out var parsed) || SolApi.VnfLcm.Match(parsed) is null)
            ? $"The attribute 'version' is '{version}'; the NFVO speaks the versions {string.Join(", ", SolApi.VnfLcm.Versions)} of VNF LCM to VNFMs."
            : null;
    }

    private static bool IsAddress(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    private static async Task<Document<ExternalVnfm>> FindAsync(HttpContext context, string vnfmId, IDocumentStore store, CancellationToken cancellationToken)
        => await store.GetAsync(VnfmCollections.Registrations, context.GetTenant(), vnfmId, cancellationToken) ?? throw SolProblem.NotFound("registered VNFM", vnfmId).ToException();

    private static VnfmView View(Document<ExternalVnfm> vnfm, VnfmDirectory vnfms) => View(vnfm.Tenant, vnfm.Value, vnfms);

    private static VnfmView View(TenantId tenant, ExternalVnfm vnfm, VnfmDirectory vnfms) => new(
        vnfm.Id,
        vnfm.Registration.Authentication is { } login ? vnfm.Registration with { Authentication = login with { ClientSecret = null } } : vnfm.Registration,
        vnfm.ClientId,
        vnfm.RegisteredAt,
        vnfms.HealthOf(tenant, vnfm.Id));
}
