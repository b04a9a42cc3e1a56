using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Security;

/// <summary>What a caller without a good token reads (RFC 6750 §3): why, and where to get one.</summary>
internal sealed partial class BearerEvents(ILogger<BearerEvents> logger) : JwtBearerEvents
{
    public override async Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        if (context.AuthenticateFailure is IssuerUnavailableException unavailable)
        {
            Log.IssuerUnavailable(logger, unavailable.Message, unavailable);
            await SolProblem.Unavailable(
                "The keys of the token issuer could not be fetched, so the token could not be checked. Nothing was done. Try again; if it stays, look at the issuer named in Nfv:Auth.",
                TimeSpan.FromSeconds(5)).ExecuteAsync(context.HttpContext);
            return;
        }
        if (context.AuthenticateFailure is { } failure)
        {
            var why = Describe(failure);
            Log.Refused(logger, why, context.Request.Path);
            await SolProblem.Unauthorized(
                $"The bearer token was refused: {why}. Get a new one from the token endpoint and repeat the request.",
                $"Bearer realm=\"nfv\", error=\"invalid_token\", error_description=\"{why}\"").ExecuteAsync(context.HttpContext);
            return;
        }
        await SolProblem.Unauthorized(
            "This request needs an OAuth 2.0 bearer token: get one from the token endpoint (grant client_credentials) and send it as 'Authorization: Bearer …'.",
            "Bearer realm=\"nfv\"").ExecuteAsync(context.HttpContext);
    }

    public override Task Forbidden(ForbiddenContext context)
    {
        var needed = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ? "viewer, operator or service" : "operator or service";
        return SolProblem.Forbidden($"The token is good, but its roles do not allow {context.Request.Method} {context.Request.Path}; usually the role {needed} is needed. Use a client that has it.")
            .ExecuteAsync(context.HttpContext);
    }

    // Constant texts only: nothing of the token may reach a header or a log.
    private static string Describe(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions.Count: > 0 } many => Describe(many.InnerExceptions[0]),
        SecurityTokenExpiredException => "the token has expired",
        SecurityTokenNotYetValidException => "the token is not valid yet (check the clocks)",
        SecurityTokenInvalidAudienceException => "the token is for another audience",
        SecurityTokenInvalidIssuerException => "the token is from another issuer",
        SecurityTokenSignatureKeyNotFoundException => "the signing key is unknown",
        SecurityTokenInvalidSignatureException => "the signature is wrong",
        SecurityTokenNoExpirationException => "the token has no expiry",
        SecurityTokenInvalidAlgorithmException => "the signature algorithm is not allowed",
        _ => "the token is malformed",
    };

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "Tokens cannot be checked: {Reason} Requests are answered with 503 until the issuer is reachable.")]
        public static partial void IssuerUnavailable(ILogger logger, string reason, Exception exception);

        [LoggerMessage(2002, LogLevel.Information, "A bearer token was refused: {Why} (path {Path}).")]
        public static partial void Refused(ILogger logger, string why, string path);
    }
}
