using System.Collections.Concurrent;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>
/// Where the cloud under test can fetch images from. The real Glance fetches from port 80 of anything but loopback by default, so the source listens on an address of this machine; where that is not possible
/// (no address, port taken, not root) <see cref="IsThere"/> is false and every address is one that Glance may not fetch from.
/// </summary>
internal sealed class ImageSource : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private readonly ShapedCloud? shaped;
    private WebApplication? app;

    private ImageSource(ShapedCloud? shaped) => this.shaped = shaped;

    public bool IsThere { get; private set; }

    private string Root { get; set; } = "http://127.0.0.1:9";

    public static async Task<ImageSource> StartAsync(CloudUnderTest cloud)
    {
        var source = new ImageSource(cloud.Shaped);
        if (cloud.Shaped is not null)
        {
            source.Root = "http://images.example";
            source.IsThere = true;
            return source;
        }
        var address = NetworkInterface.GetAllNetworkInterfaces().Where(static n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(static n => n.GetIPProperties().UnicastAddresses).Select(static a => a.Address).FirstOrDefault(static a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        if (address is null)
        {
            return source;
        }
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://{address}:80");
        builder.Logging.ClearProviders();
        source.app = builder.Build();
        source.app.Run(source.AnswerAsync);
        try
        {
            await source.app.StartAsync();
            (source.Root, source.IsThere) = ($"http://{address}", true);
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            // Taken, or not ours to take: the tests see that Glance refuses instead.
        }
        return source;
    }

    public string Address(string name) => $"{Root}/{name}";

    public void Offer(string name, byte[] content)
    {
        files[name] = content;
        if (shaped is not null)
        {
            shaped.Web[Address(name)] = content;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (!files.TryGetValue(http.Request.Path.Value!.TrimStart('/'), out var content))
        {
            http.Response.StatusCode = 404;
            return;
        }
        http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content);
    }
}
