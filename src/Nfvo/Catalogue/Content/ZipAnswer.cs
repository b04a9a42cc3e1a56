using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;

namespace NfvOrchestrator.Nfvo.Catalogue.Content;

/// <summary>Answers with some files of a package as a zip that is written while it is sent.</summary>
internal sealed class ZipAnswer(OpenPackage package, IReadOnlyList<string> paths) : IResult
{
    // zip knows no time before 1980; a fixed one makes equal files equal bytes
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (package)
        {
            httpContext.Response.ContentType = ContentTypes.Zip;
            var cancel = httpContext.RequestAborted;
            if (httpContext.Features.Get<IHttpBodyControlFeature>() is { } control)
            {
                // Closing an entry of a zip that cannot seek writes its trailer synchronously: some bytes into the send buffer.
                control.AllowSynchronousIO = true;
            }
            await using var zip = await ZipArchive.CreateAsync(httpContext.Response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
            foreach (var path in paths)
            {
                if (package.Find(path) is not { } file)
                {
                    continue;
                }
                var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
                entry.LastWriteTime = EntryTime;
                await using var target = await entry.OpenAsync(cancel);
                await using var source = package.Files.Open(file);
                await source.CopyToAsync(target, cancel);
            }
        }
    }
}
