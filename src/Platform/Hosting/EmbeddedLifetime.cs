using Microsoft.Extensions.Hosting;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>For hosts inside another program: it alone decides when to stop; no Ctrl-C handler, no console text.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
