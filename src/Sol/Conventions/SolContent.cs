using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Answers with a content stream (package, descriptor, artifact): whole, or one range (206, 416). Memory does not grow with the content.</summary>
/// <param name="open">Opens the content at an offset; the stream is disposed after the answer.</param>
/// <param name="length">Length of the whole content, in bytes.</param>
/// <param name="contentType">Media type.</param>
/// <param name="etag">Strong entity tag, null for none; a Range with another If-Range tag is answered with the whole content.</param>
public sealed class SolContent(Func<long, CancellationToken, ValueTask<Stream>> open, long length, string contentType, string? etag = null) : IResult
{
    private const int BufferBytes = 80 * 1024;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response, cancel) = (httpContext.Request, httpContext.Response, httpContext.RequestAborted);
        var conditional = request.Headers.IfRange;
        var header = conditional.Count > 0 && conditional.ToString() != etag ? null : request.Headers.Range.ToString();
        var range = SolRange.Parse(header, length);
        response.StatusCode = range.IsPartial ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK;
        response.ContentType = contentType;
        response.ContentLength = range.Count;
        response.Headers.AcceptRanges = "bytes";
        if (etag is not null)
        {
            response.Headers.ETag = etag;
        }

        if (range.IsPartial)
        {
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {range.Offset}-{range.Offset + range.Count - 1}/{length}");
        }

        if (HttpMethods.IsHead(request.Method) || range.Count == 0)
        {
            return;
        }

        await using var content = await open(range.Offset, cancel);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (var left = range.Count; left > 0;)
            {
                var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancel);
                if (read == 0)
                {
                    // The headers are gone; only breaking the connection tells the client that the content is incomplete.
                    throw new EndOfStreamException($"The content ended {left} bytes before its length of {length}.");
                }

                await response.Body.WriteAsync(buffer.AsMemory(0, read), cancel);
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
