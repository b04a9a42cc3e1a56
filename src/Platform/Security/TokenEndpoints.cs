using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.Platform.Security;

/// <summary>The token issuer's endpoints: RFC 6749 §4.4 client credentials, RFC 7517 keys, discovery.</summary>
public static partial class TokenEndpoints
{
    private const int MaxFormBytes = 16 * 1024;

    /// <summary>Maps <c>POST /oauth2/token</c>, <c>GET /oauth2/jwks</c> and <c>GET /.well-known/openid-configuration</c>; needs <c>AddNfvTokenIssuer</c>.</summary>
    public static IEndpointRouteBuilder MapTokenEndpoint(this IEndpointRouteBuilder endpoints)
    {
        // The handlers read the form themselves, so that every error of the caller is answered in the words of RFC 6749.
        endpoints.MapPost("/oauth2/token", TokenAsync).AllowAnonymous().WithBodyLimit(MaxFormBytes).ExcludeFromDescription();
        endpoints.MapGet("/oauth2/jwks", JwksAsync).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapGet("/.well-known/openid-configuration", MetadataAsync).AllowAnonymous().ExcludeFromDescription();
        return endpoints;
    }

    private static async Task<IResult> TokenAsync(HttpContext context, ClientAuthenticator authenticator, TokenIssuer issuer, IOptions<TokenIssuerOptions> options, ILogger<TokenIssuer> logger)
    {
        var cancellation = context.RequestAborted;
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType)
        {
            return Error(400, "invalid_request", "The body must be application/x-www-form-urlencoded.");
        }
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return Error(400, "invalid_request", $"The form could not be read; it must be well formed and at most {MaxFormBytes} bytes.");
        }
        if (form.Any(f => f.Value.Count > 1))
        {
            return Error(400, "invalid_request", "A parameter is given twice.");
        }
        var (clientId, secret, problem) = Credentials(context.Request, form);
        if (problem is not null)
        {
            return problem;
        }
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var outcome = await authenticator.AuthenticateAsync(clientId, secret, address, cancellation);
        if (outcome.RetryAfter is { } wait)
        {
            Log.Throttled(logger, Printable(clientId), address);
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString();
            return Error(429, "temporarily_unavailable", "Too many token requests with a wrong secret, or too many at once. Wait as Retry-After says.");
        }
        if (outcome.Client is not { } client)
        {
            Log.Refused(logger, Printable(clientId), address);
            return InvalidClient(context, "The client is unknown, disabled, or the secret is wrong.");
        }
        if (form["grant_type"] is not [{ Length: > 0 } grant])
        {
            return Error(400, "invalid_request", "The parameter grant_type is missing.");
        }
        if (grant != "client_credentials")
        {
            return Error(400, "unsupported_grant_type", "Only grant_type=client_credentials is offered.");
        }
        var roles = client.Roles;
        if (form["scope"] is [{ } scope] && scope.Trim().Length > 0)
        {
            var wanted = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (wanted.Except(client.Roles, StringComparer.Ordinal).Any())
            {
                return Error(400, "invalid_scope", "This client can ask for: " + string.Join(' ', client.Roles));
            }
            roles = wanted.Distinct(StringComparer.Ordinal).ToList();
        }
        var token = await issuer.IssueAsync(client.ClientId, client.Tenant, roles, null, cancellation);
        return Results.Json(
            new TokenAnswer { AccessToken = token, ExpiresIn = (int)options.Value.TokenLifetime.TotalSeconds, Scope = string.Join(' ', roles) },
            SecurityJsonContext.Default.TokenAnswer);
    }

    private static (string ClientId, string Secret, IResult? Problem) Credentials(HttpRequest request, IFormCollection form)
    {
        var header = request.Headers.Authorization.ToString();
        string formId = form["client_id"].ToString(), formSecret = form["client_secret"].ToString();
        if (header.Length == 0)
        {
            return formId.Length is > 0 and <= 128 && formSecret.Length is > 0 and <= 512
                ? (formId, formSecret, null)
                : ("", "", InvalidClient(request.HttpContext, "Client authentication is missing: send HTTP Basic, or client_id and client_secret in the form."));
        }
        if (formSecret.Length > 0)
        {
            return ("", "", Error(400, "invalid_request", "Authenticate once: HTTP Basic or client_secret in the form, not both (RFC 6749 §2.3)."));
        }
        if (!BasicCredentials.TryRead(request, out var login) || login.UserName.Length == 0)
        {
            return ("", "", InvalidClient(request.HttpContext, "Client authentication must be HTTP Basic with 'id:secret' in Base64, or client_id and client_secret in the form."));
        }
        var (id, secret) = login.FormDecoded();
        return formId.Length > 0 && formId != id
            ? ("", "", Error(400, "invalid_request", "client_id in the form differs from the one in the Authorization header."))
            : (id, secret, null);
    }

    private static async Task<IResult> JwksAsync(HttpContext context, SigningKeyRing ring)
    {
        var keys = await ring.GetPublicKeysAsync(context.RequestAborted);
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Json(
            new JwksDocument
            {
                Keys = keys.Select(k => new Jwk { KeyId = k.KeyId, Modulus = Base64UrlEncoder.Encode(k.Parameters.Modulus), Exponent = Base64UrlEncoder.Encode(k.Parameters.Exponent) }).ToList(),
            },
            SecurityJsonContext.Default.JwksDocument);
    }

    private static IResult MetadataAsync(HttpContext context, IOptions<TokenIssuerOptions> options)
    {
        var at = string.IsNullOrEmpty(options.Value.PublicUrl) ? $"{context.Request.Scheme}://{context.Request.Host}" : options.Value.PublicUrl.TrimEnd('/');
        return Results.Json(
            new IssuerMetadata { Issuer = options.Value.Issuer, TokenEndpoint = at + "/oauth2/token", JwksUri = at + "/oauth2/jwks" },
            SecurityJsonContext.Default.IssuerMetadata);
    }

    private static IResult InvalidClient(HttpContext context, string description)
    {
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"nfv\", charset=\"UTF-8\"";
        return Error(401, "invalid_client", description);
    }

    private static IResult Error(int status, string error, string description)
        => Results.Json(new TokenError { Error = error, Description = description }, SecurityJsonContext.Default.TokenError, statusCode: status);

    // What a stranger sent is logged only as far as it is a possible id.
    private static string Printable(string clientId)
        => clientId.Length <= 128 && clientId.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? clientId : "(ill-formed)";

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Warning, "No token for client {ClientId} from {Address}: unknown, disabled, or wrong secret.")]
        public static partial void Refused(ILogger logger, string clientId, string address);

        [LoggerMessage(2202, LogLevel.Warning, "Token requests of client {ClientId} from {Address} are slowed down: too many failures, or too many at once.")]
        public static partial void Throttled(ILogger logger, string clientId, string address);
    }
}
