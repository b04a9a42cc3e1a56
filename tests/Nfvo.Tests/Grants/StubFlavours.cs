using System.Net;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Tests.Grants;

/// <summary>The flavours of a VIM, by what is asked for.</summary>
internal sealed class StubFlavours
{
    private int asked;

    /// <summary>The flavour for a server; null: there is none.</summary>
    public Func<ComputeSpec, string?> For { get; set; } = static _ => null;

    /// <summary>It does not tell.</summary>
    public bool Refuse { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked => asked;

    public async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request)
    {
        Interlocked.Increment(ref asked);
        if (Refuse)
        {
            return new HttpResponseMessage(HttpStatusCode.NotFound) { RequestMessage = request };
        }
        var server = (ComputeSpec)JsonSerializer.Deserialize(await request.Content!.ReadAsByteArrayAsync(), VimJsonContext.Default.VimResourceSpec)!;
        return For(server) is not { } id
            ? new HttpResponseMessage(HttpStatusCode.NoContent) { RequestMessage = request }
            : new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent(JsonSerializer.Serialize(new VimFlavour { Id = id, Vcpus = server.Vcpus, MemoryMib = server.MemoryMib }, VimJsonContext.Default.VimFlavour), Encoding.UTF8, "application/json"),
            };
    }
}
