using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Tests.Operations;

/// <summary>One process with an engine in it, which can be shut down in order or die.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly SeverableStore store;

    private EngineHost(IHost host, SeverableStore store)
    {
        this.host = host;
        this.store = store;
    }

    public IOperationEngine Engine => host.Services.GetRequiredService<IOperationEngine>();

    public IDocumentStore Store => store;

    /// <summary>False after <see cref="Kill"/>: code of the dead process that still runs in this test must have no effect.</summary>
    public bool Alive => !store.Severed;

    public static async Task<EngineHost> StartAsync(IDocumentStore store, Action<OperationEngineOptions> configure, params IOperationHandler[] handlers)
    {
        var severable = new SeverableStore(store);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton<IDocumentStore>(severable);
        builder.Services.AddOperationEngine(o =>
        {
            o.ClaimLinger = TimeSpan.Zero;
            configure(o);
        });
        foreach (var handler in handlers)
        {
            builder.Services.AddSingleton(handler);
        }
        var built = builder.Build();
        await built.StartAsync();
        return new EngineHost(built, severable);
    }

    public Task<HealthReport> HealthAsync() => host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    /// <summary>As kill -9: no call reaches the store any more, nothing is released.</summary>
    public void Kill() => store.Severed = true;

    public Task StopAsync() => host.StopAsync();

    [SuppressMessage("Reliability", "CA2000", Justification = "A killed host is left as it is.")]
    public async ValueTask DisposeAsync()
    {
        if (Alive)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    /// <summary>Accepts an operation the way a service does.</summary>
    public async Task<string> AcceptAsync(string tenant, string instance, string kind = "test", string? group = null)
    {
        var id = Guid.CreateVersion7().ToString();
        var batch = new WriteBatch();
        Engine.Accept(batch, new OperationSubmission
        {
            Id = id,
            Tenant = new TenantId(tenant),
            InstanceId = instance,
            Kind = kind,
            FairnessGroup = group ?? tenant,
            Input = System.Text.Json.JsonSerializer.SerializeToElement(new { instance }),
        });
        (await store.CommitAsync(batch, default)).ThrowIfConflict();
        return id;
    }

    public async Task<OperationRecord> RecordAsync(string tenant, string id) => (await Engine.GetAsync(new TenantId(tenant), id, default))!.Value;
}
