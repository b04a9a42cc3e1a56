using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Benchmarks.Load;

/// <summary>
/// Offers network services at a fixed rate whatever the system does with them (open loop), and learns how each ends from the bus: asking would be a load of its own.
/// </summary>
internal sealed class LoadGenerator(LabApi api, LoadArguments arguments, string nsdId)
{
    private readonly ConcurrentDictionary<string, Service> byId = new(StringComparer.Ordinal);
    private readonly List<ServiceTimes> over = new(arguments.Services);
    private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int living = 1; // the one who offers

    /// <summary>The services, in the order in which their lives ended; all of them when <see cref="RunAsync"/> is over.</summary>
    public IReadOnlyCollection<ServiceTimes> Services => over;

    /// <summary>Listens to the bus; events are looked up by instance.</summary>
    public Task<IAsyncDisposable> ListenAsync(IEventBus bus, CancellationToken cancellationToken)
        => bus.SubscribeAsync(NfvTopics.Lcm, "load", HearAsync, new EventSubscriptionOptions { FromBeginning = false, MaxAttempts = 1, Concurrency = 1 }, cancellationToken);

    /// <summary>Offers all and waits until each is up (and down again), or the patience is over.</summary>
    public async Task RunAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(arguments.Seconds) + patience);
        var started = Stopwatch.GetTimestamp();
        var interval = Stopwatch.Frequency * 60.0 / arguments.Rate;
        for (var i = 0; i < arguments.Services; i++)
        {
            var due = started + (long)(i * interval);
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (wait > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(wait, cancellationToken);
            }
            var service = new Service { Due = due };
            var name = $"load-{i}";
            Interlocked.Increment(ref living);
            _ = Task.Run(() => LiveAsync(service, name, limit.Token), CancellationToken.None);
        }
        End();
        await all.Task;
    }

    /// <summary>One fewer is alive; nobody, and the run is over.</summary>
    private void End()
    {
        if (Interlocked.Decrement(ref living) == 0)
        {
            all.SetResult();
        }
    }

    private async Task LiveAsync(Service service, string name, CancellationToken cancellationToken)
    {
        string? id = null;
        try
        {
            var created = await api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = nsdId, NsName = name, NsDescription = "load" }, idempotencyKey: null, cancellationToken);
            id = created.Resource.Id;
            byId[id] = service;
            service.Sent = Stopwatch.GetTimestamp();
            await api.NsLcm.InstantiateAsync(id, new InstantiateNsRequest { NsFlavourId = "simple" }, idempotencyKey: null, cancellationToken);
            service.Accepted = Stopwatch.GetTimestamp();
            if (!await service.Up.Task.WaitAsync(cancellationToken) || !arguments.Churn)
            {
                return;
            }
            await api.NsLcm.TerminateAsync(id, new TerminateNsRequest(), idempotencyKey: null, cancellationToken);
            if (await service.Down.Task.WaitAsync(cancellationToken))
            {
                await api.NsLcm.DeleteAsync(id, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            service.Failure ??= "not over when the patience was";
        }
        catch (Exception failure)
        {
            // Whatever it is: it is reported as a failure of this service, and the others go on.
            service.Failure ??= failure.Message;
        }
        finally
        {
            if (id is not null)
            {
                byId.TryRemove(id, out _);
            }
            lock (over)
            {
                over.Add(service.Times);
            }
            End();
        }
    }

    private Task HearAsync(string instanceId, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        if (!byId.TryGetValue(instanceId, out var service)
            || !cloudEvent.Type.EndsWith(NsLcmOperationOccurrenceNotification.TypeName, StringComparison.Ordinal)
            || cloudEvent.Data.GetProperty("operationState").GetString() is not { } state
            || state is "PROCESSING" or "ROLLING_BACK")
        {
            return Task.CompletedTask;
        }
        var good = state == "COMPLETED";
        if (!good)
        {
            service.Failure ??= $"{cloudEvent.Data.GetProperty("operation").GetString()} {state}: {DetailOf(cloudEvent.Data)}";
        }
        if (cloudEvent.Data.GetProperty("operation").GetString() == "INSTANTIATE")
        {
            service.Ended = Stopwatch.GetTimestamp();
            service.Up.TrySetResult(good);
        }
        else
        {
            service.Down.TrySetResult(good);
        }
        return Task.CompletedTask;
    }

    private static string? DetailOf(JsonElement data)
        => data.TryGetProperty("error", out var error) && error.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
}
