using System.Security.Cryptography;
using System.Text;

namespace NfvOrchestrator.Sdn.Simulator.OnosApi;

/// <summary>HTTP Basic before anything under <c>/onos/v1</c>, also before "not found"; the guest may only read.</summary>
internal static class OnosAuthentication
{
    public static IApplicationBuilder UseOnosAuthentication(this IApplicationBuilder app, SdnSimulatorOptions options) => app.Use(async (context, next) =>
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/simulator"))
        {
            var (experimenter, secret) = Credentials(context.Request.Headers.Authorization.ToString());
            if (Same(experimenter, options.User) && Same(secret, options.Password))
            {
                await next(context);
                return;
            }
            context.Response.Headers.WWWAuthenticate = "basic realm=\"simulator\"";
            context.Response.StatusCode = 401;
            return;
        }
        if (!path.StartsWithSegments("/onos"))
        {
            await next(context);
            return;
        }
        context.Response.Headers.Server = "Jetty(9.4.28.v20200408)";
        if (!path.StartsWithSegments("/onos/v1"))
        {
            await OnosAnswer.JettyAsync(context, 404, "Not Found", servlet: false);
            return;
        }
        var (user, password) = Credentials(context.Request.Headers.Authorization.ToString());
        var admin = Same(user, options.User) && Same(password, options.Password);
        var guest = Same(user, "guest") && Same(password, "guest");
        if (!admin && !guest)
        {
            context.Response.Headers.WWWAuthenticate = "basic realm=\"karaf\"";
            context.Response.Headers.CacheControl = "must-revalidate,no-cache,no-store";
            await OnosAnswer.JettyAsync(context, 401, "Unauthorized");
            return;
        }
        if (guest && !HttpMethods.IsGet(context.Request.Method))
        {
            await OnosAnswer.Error(403, "User has insufficient privilege for this request").ExecuteAsync(context);
            return;
        }
        if (context.Request.ContentType is { } type && !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) && context.Request.ContentLength > 0)
        {
            await OnosAnswer.JettyAsync(context, 415, "Unsupported Media Type");
            return;
        }
        await next(context);
        if (context.Response is { StatusCode: 405, HasStarted: false })
        {
            context.Response.Headers.Allow = $"{context.Response.Headers.Allow.ToString().Replace(" ", "", StringComparison.Ordinal)},OPTIONS";
        }
    });

    private static (string User, string Password) Credentials(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return ("", "");
        }
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length))
        {
            return ("", "");
        }
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
    }

    private static bool Same(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
}
