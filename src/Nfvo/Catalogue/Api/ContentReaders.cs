using Microsoft.Net.Http.Headers;
using NfvOrchestrator.Nfvo.Catalogue.Content;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>Answers with content: whole package, descriptor, manifest, one artifact. Everything is streamed.</summary>
internal static class ContentReaders
{
    private const int MaxExternal = 32;

    private static readonly string[] TextEndings = [".yaml", ".yml", ".txt", ".mf", ".meta", ".md", ".sh", ".json", ".log"];

    /// <summary>The package or archive as it was uploaded.</summary>
    public static IResult Package<T>(Document<StoredContent<T>> stored, ContentServices<T> services)
        where T : class
    {
        var content = stored.Value.Content!;
        return new SolContent(
            async (offset, cancel) =>
            {
                var blob = await OpenPackage.OpenBlobAsync(services.Blobs, stored.Tenant, content, cancel);
                blob.Seek(offset, SeekOrigin.Begin);
                return blob;
            },
            content.SizeBytes,
            content.MediaType,
            Tag(content.Sha256));
    }

    /// <summary>The descriptor: one YAML file as text, several as a zip, or (when <paramref name="model"/> is asked for) the compiled model.</summary>
    public static async Task<IResult> DescriptorAsync<T>(
        HttpContext context, Document<StoredContent<T>> stored, ContentServices<T> services, string modelType, Func<Task<IResult>> model, CancellationToken cancellationToken)
        where T : class
    {
        var accepted = Accepted(context);
        if (accepted.Any(a => a == modelType))
        {
            return await model();
        }
        var content = stored.Value.Content!;
        var signatures = Flag(context, "include_signatures");
        var package = await OpenPackage.OpenAsync(services.Blobs, stored.Tenant, content, cancellationToken);
        var files = DescriptorFiles.Of(package.Files, stored.Value.EntryDefinitions!, signatures);
        var text = files.Count == 1 && Takes(accepted, ContentTypes.Text);
        if (!text && Takes(accepted, ContentTypes.Zip))
        {
            string[] metadata = package.Find(DescriptorFiles.Metadata) is null ? [] : [DescriptorFiles.Metadata];
            return new ZipAnswer(package, [.. metadata, .. files.Select(static f => f.Path)]);
        }
        package.Dispose();
        return text
            ? File(stored.Tenant, content, services, files[0].Path, files[0].SizeBytes, ContentTypes.Text)
            : SolProblem.NotAcceptable($"The descriptor has {files.Count} files; it is available as {ContentTypes.Zip}{(files.Count == 1 ? $", {ContentTypes.Text}" : "")} and {modelType}.");
    }

    /// <summary>The manifest as text, with signatures and certificates as a zip.</summary>
    public static async Task<IResult> ManifestAsync<T>(HttpContext context, Document<StoredContent<T>> stored, ContentServices<T> services, CancellationToken cancellationToken)
        where T : class
    {
        if (stored.Value.ManifestPath is not { } path)
        {
            return SolProblem.NotFound($"The {services.Shelf.Noun} '{stored.Id}' was uploaded without a manifest.");
        }
        var package = await OpenPackage.OpenAsync(services.Blobs, stored.Tenant, stored.Value.Content!, cancellationToken);
        if (Flag(context, "include_signatures"))
        {
            return new ZipAnswer(package, [path, .. package.Files.Files.Select(static f => f.Path).Where(DescriptorFiles.IsSignature)]);
        }
        var size = package.Find(path)!.SizeBytes;
        package.Dispose();
        return File(stored.Tenant, stored.Value.Content!, services, path, size, ContentTypes.Text);
    }

    /// <summary>One file of the package.</summary>
    public static async Task<IResult> ArtifactAsync<T>(string artifactPath, Document<StoredContent<T>> stored, ContentServices<T> services, CancellationToken cancellationToken)
        where T : class
    {
        using var package = await OpenPackage.OpenAsync(services.Blobs, stored.Tenant, stored.Value.Content!, cancellationToken);
        return package.Find(artifactPath) is { } file
            ? File(stored.Tenant, stored.Value.Content!, services, file.Path, file.SizeBytes, TypeOf(file.Path))
            : SolProblem.NotFound($"The {services.Shelf.Noun} '{stored.Id}' has no artifact '{artifactPath}'; additionalArtifacts of the resource lists those it has.");
    }

    /// <summary>Several artifacts as a zip; those outside of the package are fetched, all are opened before the answer begins.</summary>
    public static async Task<IResult> ArtifactsAsync(
        Document<StoredContent<VnfPkgInfo>> stored, IReadOnlyList<VnfPackageArtifactInfo> artifacts, bool withSignatures, ContentServices<VnfPkgInfo> services, RemoteContent remote, CancellationToken cancellationToken)
    {
        var external = artifacts.Select(static a => a.ArtifactURI).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (external.Count > MaxExternal)
        {
            return SolProblem.Unprocessable($"{external.Count} external artifacts are more than can be fetched at once ({MaxExternal}). Fetch them from their addresses (artifactURI).");
        }
        var others = new List<(string Name, Stream Content)>();
        try
        {
            foreach (var address in external)
            {
                var name = Path.GetFileName(new Uri(address).AbsolutePath);
                others.Add(($"external/{others.Count}/{(name.Length > 0 ? name : "artifact")}", await remote.OpenAsync("artifactURI", address, null, cancellationToken)));
            }
            var package = await OpenPackage.OpenAsync(services.Blobs, stored.Tenant, stored.Value.Content!, cancellationToken);
            var paths = artifacts.Select(static a => a.ArtifactPath).OfType<string>().ToList();
            if (withSignatures)
            {
                var chosen = paths.SelectMany(static p => new[] { p, Path.ChangeExtension(p, null) }).ToHashSet(StringComparer.Ordinal);
                paths.AddRange(package.Files.Files.Select(static f => f.Path).Where(p => DescriptorFiles.IsSignature(p) && chosen.Contains(Path.ChangeExtension(p, null))).ToList());
            }
            return new ZipAnswer(package, [.. paths.Distinct(StringComparer.Ordinal)], others);
        }
        catch
        {
            foreach (var (_, content) in others)
            {
                await content.DisposeAsync();
            }
            throw;
        }
    }

    private static SolContent File<T>(TenantId tenant, ContentLocation content, ContentServices<T> services, string path, long size, string type)
        where T : class
        => new((offset, cancel) => OpenPackage.OpenFileAsync(services.Blobs, tenant, content, path, offset, cancel), size, type, Tag($"{content.Sha256}-{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(path))}"));

    /// <summary>Never a type that a browser would run.</summary>
    private static string TypeOf(string path)
        => Array.Exists(TextEndings, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ? ContentTypes.Text
            : path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? ContentTypes.Zip : ContentTypes.Binary;

    private static string Tag(string text) => $"\"{text}\"";

    private static bool Flag(HttpContext context, string name) => context.Request.Query.ContainsKey(name);

    private static List<string> Accepted(HttpContext context)
        => MediaTypeHeaderValue.TryParseList(context.Request.Headers.Accept, out var list)
            ? [.. list.Where(static m => m.Quality is not 0).Select(static m => m.MediaType.Value!.ToLowerInvariant())]
            : [];

    private static bool Takes(List<string> accepted, string type)
        => accepted.Count == 0 || accepted.Contains(type) || accepted.Contains("*/*") || accepted.Contains(type[..(type.IndexOf('/', StringComparison.Ordinal) + 1)] + "*");
}
