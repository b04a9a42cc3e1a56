using System.Text.Json;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Tests.Grants;

/// <summary>The images of a VIM: put, uploaded, or refused.</summary>
internal sealed class StubImages
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, VimResource> images = new(StringComparer.Ordinal);

    /// <summary>Contents by key.</summary>
    public Dictionary<string, byte[]> Contents { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked for, by key.</summary>
    public IReadOnlyDictionary<string, ImageSpec> Specs => images.ToDictionary(i => i.Key, i => (ImageSpec)i.Value.Spec, StringComparer.Ordinal);

    /// <summary>How often a content was uploaded.</summary>
    public int Uploads { get; private set; }

    /// <summary>The VIM takes no image.</summary>
    public bool Refuse { get; set; }

    /// <summary>An image that is there already.</summary>
    public void Add(string key, ImageSpec spec) => images[key] = new VimResource { Key = key, Kind = VimResourceKind.Image, AccountId = "vim", State = VimResourceState.ACTIVE, Spec = spec, Version = 1 };

    /// <summary>The image as it is; null: what is put differs in what cannot change.</summary>
    public async Task<VimResource?> AnswerAsync(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath.Split("/resources/image/")[1].Split('/');
        var key = Uri.UnescapeDataString(path[0]);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync();
        lock (gate)
        {
            if (path.Length == 2)
            {
                Uploads++;
                Contents[key] = body;
                return images[key] = images[key] with { State = VimResourceState.ACTIVE };
            }
            if (!images.TryGetValue(key, out var image))
            {
                image = images[key] = new VimResource
                {
                    Key = key,
                    Kind = VimResourceKind.Image,
                    AccountId = "vim",
                    State = Refuse ? VimResourceState.ERROR : VimResourceState.PENDING_UPLOAD,
                    Error = Refuse ? new VimError { Cause = VimErrorCause.QUOTA_EXCEEDED, Message = "No more images." } : null,
                    Spec = JsonSerializer.Deserialize(body, VimJsonContext.Default.VimResourceSpec)!,
                    Version = 1,
                };
            }
            if (request.Method == HttpMethod.Put && VimSpecComparer.Differences(image.Spec, JsonSerializer.Deserialize(body, VimJsonContext.Default.VimResourceSpec)!).Except(["tags", "properties"], StringComparer.Ordinal).Any())
            {
                return null;
            }
            return image;
        }
    }
}
