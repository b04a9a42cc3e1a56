using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using NfvOrchestrator.Sol.Dialects;
using NfvOrchestrator.Sol.Text;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>
/// Judges what every SOL request must fulfil before its handler (and the binding of its body) runs. Order: the method (405) is judged by routing,
/// the caller (401, 403) by authorization, then here: Version, query parameters, Accept, Content-Type, size.
/// </summary>
internal sealed class SolRequestJudge(SolApi api, EndpointMetadataCollection metadata, SolOptions options)
{
    private readonly IReadOnlyList<string> query = metadata.GetMetadata<SolQueryMetadata>()?.Names ?? [];
    private readonly bool dialect = metadata.GetMetadata<SolDialect>() is not null;
    private readonly SolBodyMetadata? body = metadata.GetMetadata<SolBodyMetadata>();
    private readonly SolProducesMetadata? produces = metadata.GetMetadata<SolProducesMetadata>();

    public SolProblem? Judge(HttpContext context) =>
        JudgeVersion(context) ?? JudgeQuery(context.Request) ?? JudgeAccept(context.Request) ?? JudgeBody(context);

    private SolProblem? JudgeVersion(HttpContext context)
    {
        var header = context.Request.Headers["Version"];
        if (StringValues.IsNullOrEmpty(header))
        {
            return api.VersionOptional
                ? null
                : SolProblem.BadRequest($"The HTTP header 'Version' is missing. Send e.g. 'Version: {api.Newest}'; {api.Prefix} supports {string.Join(", ", api.Versions)}.");
        }

        if (header.Count > 1 || !SolVersion.TryParse(header[0], out var asked))
        {
            return SolProblem.BadRequest($"The HTTP header 'Version' is malformed: expected major.minor.patch, e.g. '{api.Newest}'.");
        }

        var match = api.Match(asked);
        if (match is null)
        {
            return SolProblem.NotAcceptable($"Version {asked} of {api.Prefix} is not supported; supported are {string.Join(", ", api.Versions)}.");
        }

        context.Response.Headers["Version"] = match;
        return null;
    }

    private SolProblem? JudgeQuery(HttpRequest request)
    {
        if (!request.QueryString.HasValue)
        {
            return null;
        }

        foreach (var (name, values) in request.Query)
        {
            if (!query.Contains(name) && !(dialect && query.Contains("filter") && LegacyFilter.LooksLikeOne(name)))
            {
                var known = query.Count == 0 ? "This resource takes none." : $"It takes {string.Join(", ", query)}.";
                return SolProblem.BadRequest($"Unknown query parameter '{Clip.Text(name)}'.{Suggest.DidYouMean(name, query)} {known}");
            }

            if (values.Count > 1)
            {
                return SolProblem.BadRequest($"The query parameter '{name}' is given {values.Count} times; give it once.");
            }
        }

        return null;
    }

    private SolProblem? JudgeAccept(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (StringValues.IsNullOrEmpty(accept) || (accept.Count == 1 && accept[0] is "*/*" or "application/json" && (produces is null || produces.AcceptsJsonAnyway)))
        {
            return null;
        }

        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return SolProblem.BadRequest("The HTTP header 'Accept' is malformed.");
        }

        foreach (var range in ranges)
        {
            if (range.Quality is 0)
            {
                continue;
            }

            if (produces is null)
            {
                if (Covers(range, "application/json"))
                {
                    return null;
                }
            }
            else if ((produces.AcceptsJsonAnyway && Covers(range, "application/json")) || produces.ContentTypes.Any(type => Covers(range, type)))
            {
                return null;
            }
        }

        var available = produces is null ? "application/json" : string.Join(", ", produces.ContentTypes);
        return SolProblem.NotAcceptable($"None of the media types in 'Accept' is available here; available: {available}.");
    }

    private SolProblem? JudgeBody(HttpContext context)
    {
        if (body is null)
        {
            return null;
        }

        var request = context.Request;
        var max = body.MaxBytes ?? options.MaxJsonBytes;
        if (request.ContentLength > max)
        {
            return SolProblem.TooLarge(max);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = max;
        }

        if (string.IsNullOrEmpty(request.ContentType))
        {
            var empty = request.ContentLength is 0 || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };
            return empty && body.Optional
                ? null
                : SolProblem.UnsupportedMediaType($"The HTTP header 'Content-Type' is missing; this resource takes {string.Join(" or ", body.ContentTypes)}.");
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return SolProblem.UnsupportedMediaType("The HTTP header 'Content-Type' is malformed.");
        }

        foreach (var known in body.ContentTypes)
        {
            if (known == "*/*" || type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                var charset = type.Charset;
                return body.Type is null || !charset.HasValue || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
                    ? null
                    : SolProblem.UnsupportedMediaType($"JSON is UTF-8; the charset '{Clip.Text(charset.Value)}' is not supported.");
            }
        }

        return SolProblem.UnsupportedMediaType($"This resource takes {string.Join(" or ", body.ContentTypes)}, not {Clip.Text(type.MediaType.Value)}.");
    }

    private static bool Covers(MediaTypeHeaderValue range, string type)
    {
        if (range.MatchesAllTypes)
        {
            return true;
        }

        var slash = type.IndexOf('/', StringComparison.Ordinal);
        return range.Type.Equals(type.AsSpan(0, slash).ToString(), StringComparison.OrdinalIgnoreCase)
            && (range.MatchesAllSubTypes || range.SubType.Equals(type.AsSpan(slash + 1).ToString(), StringComparison.OrdinalIgnoreCase));
    }
}
