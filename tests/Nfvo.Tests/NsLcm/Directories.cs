using Microsoft.AspNetCore.DataProtection;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;

namespace NfvOrchestrator.Nfvo.Tests.NsLcm;

/// <summary>Directories of VNFMs over handlers instead of sockets.</summary>
internal static class Directories
{
    /// <summary>A directory.</summary>
    /// <param name="store">The registrations.</param>
    /// <param name="own">The house's own VNFM.</param>
    /// <param name="others">Whoever answers for registered ones.</param>
    public static VnfmDirectory Of(IDocumentStore store, HttpMessageHandler? own = null, HttpMessageHandler? others = null) => new(
        store,
        new VnfLcmClient(new HttpClient(own ?? new Nobody(), disposeHandler: false) { BaseAddress = new Uri("http://vnfm/") }),
        new Transports(others ?? new Nobody()),
        new EphemeralDataProtectionProvider(),
        TimeProvider.System);

    private sealed class Transports(HttpMessageHandler handler) : IHttpMessageHandlerFactory
    {
        public HttpMessageHandler CreateHandler(string name) => handler;
    }

    private sealed class Nobody : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new HttpRequestException($"nobody is at {request.RequestUri}");
    }
}
