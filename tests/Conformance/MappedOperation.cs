using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Conformance;

/// <summary>The operations that the services map, as <c>METHOD /api/version/path</c>.</summary>
internal static partial class MappedOperation
{
    /// <summary>All SOL operations of the lab's services.</summary>
    public static IReadOnlyList<string> Of(LabHost lab) =>
    [
        .. lab.Endpoints.OfType<RouteEndpoint>()
            .Where(static e => e.Metadata.GetMetadata<SolApi>() is not null)
            .SelectMany(static e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(m => $"{m} {Normal(e.RoutePattern.RawText!)}"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The template as the specifications write it.</summary>
    public static string Normal(string template) => Slashes().Replace(template.Replace("{**", "{", StringComparison.Ordinal), "/").TrimEnd('/') is var path && path.StartsWith('/') ? path : "/" + path;

    [GeneratedRegex("/{2,}", RegexOptions.None, 1000)]
    private static partial Regex Slashes();
}
