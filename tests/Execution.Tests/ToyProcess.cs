using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Execution.Tests;

/// <summary>One process of the toy service: the real engine, gateway and handler.</summary>
internal sealed class ToyProcess : IAsyncDisposable
{
    private readonly IHost host;

    private ToyProcess(IHost host, ToyStore store, LifecycleGateway<ToyInstance, ToyOccurrence> gateway)
    {
        this.host = host;
        Store = store;
        Gateway = gateway;
    }

    public ToyStore Store { get; }

    public LifecycleGateway<ToyInstance, ToyOccurrence> Gateway { get; }

    public static async Task<ToyProcess> StartAsync(IDocumentStore database, ToyWorld world, int? diesAt = null, bool diesAfter = false, TimeSpan? lease = null)
    {
        var store = new ToyStore(database) { DiesAt = diesAt, DiesAfter = diesAfter };
        var subject = new ToySubject(world, store);
        var outbox = new ToyOutbox(world);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton<IDocumentStore>(store);
        builder.Services.AddOperationEngine(o =>
        {
            o.ClaimLinger = TimeSpan.Zero;
            o.Lease = lease ?? TimeSpan.FromMilliseconds(400);
            o.IdlePoll = TimeSpan.FromMilliseconds(20);
            o.CancelPoll = TimeSpan.FromMilliseconds(20);
            o.HandlerBackOff = TimeSpan.FromMilliseconds(10);
        });
        builder.Services.AddSingleton<IOperationHandler>(new LifecycleOperationHandler<ToyInstance, ToyOccurrence>(
            subject, store, outbox, NullLogger<LifecycleOperationHandler<ToyInstance, ToyOccurrence>>.Instance));
        var built = builder.Build();
        await built.StartAsync();
        return new ToyProcess(built, store, new LifecycleGateway<ToyInstance, ToyOccurrence>(subject, store, built.Services.GetRequiredService<IOperationEngine>(), outbox));
    }

    public async Task<SolProblem?> AcceptAsync(string operationId, System.Text.Json.JsonElement input)
    {
        var instance = (await Store.GetAsync(Toy.Instances, Toy.Tenant, "i", default))!;
        return await Gateway.AcceptAsync(
            instance,
            new ToyOccurrence(OperationPhase.Starting),
            OperationPhase.Starting,
            new OperationSubmission { Id = operationId, Tenant = Toy.Tenant, InstanceId = "i", Kind = Toy.Kind, FairnessGroup = "t", Input = input },
            also: null,
            default);
    }

    public Task BecomesAsync(string operationId, OperationPhase phase)
        => Eventually.HoldsAsync(async () => (await Store.GetAsync(Toy.Occurrences, Toy.Tenant, operationId, default))?.Value.Phase == phase, $"{operationId} becomes {phase}");

    public async ValueTask DisposeAsync()
    {
        if (!Store.Dead)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}
