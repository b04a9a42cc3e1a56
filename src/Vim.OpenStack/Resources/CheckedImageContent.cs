using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// The content of an image on its way to Glance: counted and digested while it streams. When it is not what was announced, the request is broken off before its end, so that Glance never has a wrong image
/// that is active.
/// </summary>
internal sealed class CheckedImageContent : HttpContent
{
    private readonly Stream content;
    private readonly ImageSpec spec;

    public CheckedImageContent(Stream content, ImageSpec spec)
    {
        this.content = content;
        this.spec = spec;
        Headers.ContentType = new("application/octet-stream");
    }

    /// <summary>What was wrong with the content; null while nothing is.</summary>
    public string? Wrong { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var sha224 = spec.ChecksumAlgorithm == "SHA-224" ? new Sha224() : null; // .NET has none
        using var digest = IncrementalHash.CreateHash(spec.ChecksumAlgorithm switch
        {
            "SHA-384" => HashAlgorithmName.SHA384,
            "SHA-512" => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        });
        // Two buffers: the last bytes are held back until all was checked.
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        var held = ArrayPool<byte>.Shared.Rent(128 * 1024);
        var holding = 0;
        var total = 0L;
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                total += read;
                if (spec.SizeBytes is { } size && total > size)
                {
                    throw Stop($"it is larger than the {size} bytes announced");
                }
                if (sha224 is null)
                {
                    digest.AppendData(buffer, 0, read);
                }
                sha224?.Append(buffer.AsSpan(0, read));
                await stream.WriteAsync(held.AsMemory(0, holding), cancellationToken);
                (buffer, held, holding) = (held, buffer, read);
            }
            if (spec.SizeBytes is { } announced && total != announced)
            {
                throw Stop($"it has {total} bytes, {announced} were announced");
            }
            if (spec.Checksum is { } checksum && !Convert.ToHexStringLower(sha224?.Finish() ?? digest.GetHashAndReset()).Equals(checksum, StringComparison.OrdinalIgnoreCase))
            {
                throw Stop($"its {spec.ChecksumAlgorithm} is not {checksum}");
            }
            await stream.WriteAsync(held.AsMemory(0, holding), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            ArrayPool<byte>.Shared.Return(held);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false; // chunked: what is broken off has no last chunk, which no server takes for whole
    }

    private InvalidDataException Stop(string what)
    {
        Wrong = what;
        return new InvalidDataException(what);
    }
}
