using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Entity tags and conditional requests (SOL013 §4.6, RFC 9110 §13). The tag of a resource is its document version.</summary>
public static class SolETag
{
    /// <summary>The strong entity tag of a document version.</summary>
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Sets ETag, and Last-Modified when known.</summary>
    public static void Set(HttpContext context, string etag, DateTimeOffset? lastModified = null)
    {
        context.Response.Headers.ETag = etag;
        if (lastModified is { } time)
        {
            context.Response.Headers.LastModified = time.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Judges If-Match and If-Unmodified-Since of a change; throws <see cref="SolProblemException"/>: 412 when they do not hold, 400 when malformed.</summary>
    /// <param name="context">The request.</param>
    /// <param name="current">Current entity tag of the resource.</param>
    /// <param name="lastModified">When the resource was last changed.</param>
    public static void RequireMatch(HttpContext context, string current, DateTimeOffset? lastModified = null)
    {
        var headers = context.Request.Headers;
        if (headers.IfMatch.Count > 0)
        {
            if (!EntityTagHeaderValue.TryParseList(headers.IfMatch, out var tags))
            {
                throw SolProblem.BadRequest("The HTTP header 'If-Match' is malformed; expected e.g. \"7\" in double quotes.").ToException();
            }

            var own = EntityTagHeaderValue.Parse(current);
            if (!tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, useStrongComparison: true)))
            {
                throw SolProblem.PreconditionFailed($"The resource was changed by someone else: its ETag is {current} now. Read it again, then repeat the change.").ToException();
            }

            // RFC 9110 §13.1.4: If-Unmodified-Since is ignored next to If-Match.
            return;
        }

        if (headers.IfUnmodifiedSince.Count > 0 && lastModified is { } time
            && HeaderUtilities.TryParseDate(headers.IfUnmodifiedSince.ToString(), out var since)
            && time.ToUnixTimeSeconds() > since.ToUnixTimeSeconds())
        {
            throw SolProblem.PreconditionFailed($"The resource was changed at {time:O}, after the time in If-Unmodified-Since. Read it again, then repeat the change.").ToException();
        }
    }

    /// <summary>Whether the version a request demands by If-Match, as a number; null when it demands none. Lets a store check it in the same transaction.</summary>
    public static long? DemandedVersion(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        return header.Count == 1 && header[0] is ['"', .., '"'] tag && long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
    }

    /// <summary>Whether If-None-Match names the current tag, so that a GET may be answered 304 (weak comparison).</summary>
    public static bool NotModified(HttpContext context, string current)
    {
        var header = context.Request.Headers.IfNoneMatch;
        if (header.Count == 0 || !EntityTagHeaderValue.TryParseList(header, out var tags))
        {
            return false;
        }

        var own = EntityTagHeaderValue.Parse(current);
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, useStrongComparison: false));
    }
}
