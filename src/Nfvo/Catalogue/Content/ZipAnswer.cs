using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;

namespace NfvOrchestrator.Nfvo.Catalogue.Content;

/// <summary>Answers with some files of a package, and other content, as a zip that is written while it is sent.</summary>
internal sealed class ZipAnswer(OpenPackage package, IReadOnlyList<string> paths, IReadOnlyList<(string Name, Stream Content)>? others = null) : IResult
{
    // zip knows no time before 1980; a fixed one makes equal files equal bytes
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (package)
        using (new Owned(others ?? []))
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
                await using var source = package.Files.Open(file);
                await AddAsync(zip, path, source, cancel);
            }
            foreach (var (name, content) in others ?? [])
            {
                await AddAsync(zip, name, content, cancel);
            }
        }
    }

    private static async Task AddAsync(ZipArchive zip, string name, Stream content, CancellationToken cancellationToken)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = EntryTime;
        await using var target = await entry.OpenAsync(cancellationToken);
        await content.CopyToAsync(target, cancellationToken);
    }

    private sealed class Owned(IReadOnlyList<(string Name, Stream Content)> streams) : IDisposable
    {
        public void Dispose()
        {
            foreach (var (_, content) in streams)
            {
                content.Dispose();
            }
        }
    }
}
