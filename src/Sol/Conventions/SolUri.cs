using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Absolute URIs of our own resources, for Location, Link and _links.</summary>
public static class SolUri
{
    /// <summary>The absolute URI of a path of this service, as the client sees it.</summary>
    /// <param name="context">The request being answered.</param>
    /// <param name="path">Path from the root, beginning with a slash; already escaped.</param>
    public static string Absolute(HttpContext context, string path) => Root(context) + path;

    /// <summary>The apiRoot as the client sees it, without a slash at the end.</summary>
    public static string Root(HttpContext context)
    {
        var options = context.RequestServices.GetService<IOptions<SolOptions>>()?.Value;
        if (options?.PublicBaseUri is { } configured)
        {
            return configured.AbsoluteUri.TrimEnd('/');
        }

        var request = context.Request;
        var scheme = request.Scheme;
        var host = request.Host.HasValue ? request.Host.ToUriComponent() : "localhost";
        var prefix = request.PathBase.ToUriComponent();
        if (options?.TrustForwardedHeaders == true)
        {
            scheme = First(request, "X-Forwarded-Proto") is { } proto and ("http" or "https") ? proto : scheme;
            host = First(request, "X-Forwarded-Host") is { } forwarded && Uri.TryCreate($"http://{forwarded}/", UriKind.Absolute, out var parsed) ? parsed.Authority : host;
            prefix = First(request, "X-Forwarded-Prefix") is ['/', ..] forwardedPrefix ? new PathString(forwardedPrefix).ToUriComponent().TrimEnd('/') : prefix;
        }

        return $"{scheme}://{host}{prefix}";
    }

    /// <summary>Sets the Location header to a path of this service.</summary>
    public static void SetLocation(HttpContext context, string path) => context.Response.Headers.Location = Absolute(context, path);

    private static string? First(HttpRequest request, string name)
    {
        var value = request.Headers[name];
        if (value.Count == 0 || value[0] is not { Length: > 0 } text)
        {
            return null;
        }

        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return (comma < 0 ? text : text[..comma]).Trim();
    }
}
