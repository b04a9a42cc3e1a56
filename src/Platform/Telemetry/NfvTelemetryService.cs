using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.Platform.Telemetry;

/// <summary>Holds the process's telemetry open while a service runs.</summary>
internal sealed class NfvTelemetryService(IOptions<NfvServiceOptions> options) : IHostedService, IDisposable
{
    private IDisposable? membership;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        membership = NfvTelemetry.Join(options.Value.ServiceName);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // After the last request's spans have ended.
    public void Dispose() => membership?.Dispose();
}
