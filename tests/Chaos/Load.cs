using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Chaos;

/// <summary>Clients that bring network services up and take them down, each with its own, until told to stop. They ask again until they are answered, as clients must.</summary>
internal sealed class Load(NsLcmClient client, string nsdId, ChaosOptions options)
{
    private const string Stays = "-stays";

    private readonly ConcurrentDictionary<string, Accepted> operations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> services = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> violations = new();
    private volatile bool stop;
    private int asked;
    private int repeated;

    /// <summary>Every operation that was answered 202.</summary>
    public IReadOnlyDictionary<string, Accepted> Operations => operations;

    /// <summary>Every network service that was answered 201; true: its deletion was answered as well.</summary>
    public IReadOnlyDictionary<string, bool> Services => services;

    /// <summary>Answers that no client should get.</summary>
    public IReadOnlyCollection<string> Violations => violations;

    /// <summary>Requests asked again because no answer came.</summary>
    public int Repeated => repeated;

    /// <summary>Operations that were accepted and are not over.</summary>
    public IReadOnlyList<Accepted> InFlight => [.. operations.Values.Where(o => o.End is null)];

    /// <summary>No new services; those that run are brought to the end of their operation.</summary>
    public void Stop() => stop = true;

    /// <summary>Runs until stopped.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
        => Task.WhenAll(Enumerable.Range(0, options.Workers).Select(n => WorkAsync(n, cancellationToken)));

    private async Task WorkAsync(int number, CancellationToken cancellationToken)
    {
        var random = new Random((options.Seed * 1000) + number);
        // Every other client leaves a service behind, so that there is an inventory to compare.
        var last = number % 2 == 1;
        for (var turn = 0; !stop || !last; turn++)
        {
            last |= stop;
            var name = $"{options.Seed}-{number}-{turn}{(stop && number % 2 == 0 ? Stays : "")}";
            try
            {
                await CycleAsync(name, random, cancellationToken);
            }
            catch (SolRequestException refused)
            {
                violations.Enqueue($"{name}: {refused.Message}");
                await Task.Delay(random.Next(200, 500), cancellationToken);
            }
        }
    }

    private async Task CycleAsync(string name, Random random, CancellationToken cancellationToken)
    {
        var service = (await AnsweredAsync(() => client.CreateAsync(new CreateNsRequest { NsdId = nsdId, NsName = name, NsDescription = "chaos" }, $"{name}/create", cancellationToken), cancellationToken)).Resource;
        services[service.Id] = false;
        var up = await AnsweredAsync(() => client.InstantiateAsync(service.Id, new InstantiateNsRequest { NsFlavourId = "simple" }, $"{name}/up", cancellationToken), cancellationToken);
        await FollowAsync(up.OpOccId, service.Id, NsLcmOpType.INSTANTIATE, cancellationToken);
        if (stop && name.EndsWith(Stays, StringComparison.Ordinal))
        {
            return;
        }
        await Task.Delay(random.Next(0, 300), cancellationToken);
        var down = await AnsweredAsync(() => client.TerminateAsync(service.Id, new TerminateNsRequest(), $"{name}/down", cancellationToken), cancellationToken);
        await FollowAsync(down.OpOccId, service.Id, NsLcmOpType.TERMINATE, cancellationToken);
        await DeleteAsync(service.Id, cancellationToken);
        services[service.Id] = true;
    }

    private async Task FollowAsync(string id, string serviceId, NsLcmOpType type, CancellationToken cancellationToken)
    {
        var operation = operations.GetOrAdd(id, _ => new Accepted(id, serviceId, type));
        var pause = 50;
        while (true)
        {
            var now = await AnsweredAsync(() => client.GetOpOccAsync(id, cancellationToken), cancellationToken);
            switch (now?.OperationState)
            {
                case null:
                    violations.Enqueue($"The accepted operation {id} ({type}) of {serviceId} is not there.");
                    operation.Over("MISSING", null);
                    return;
                case NsLcmOperationStateType.COMPLETED or NsLcmOperationStateType.ROLLED_BACK or NsLcmOperationStateType.FAILED:
                    operation.Over(now.OperationState.ToString(), now.Error?.Detail);
                    return;
                case NsLcmOperationStateType.FAILED_TEMP:
                    // A stop that an operator would see; counted, and set going again so that the rest can be judged.
                    operation.Stopped(now.Error?.Detail);
                    await AnsweredAsync(async () =>
                    {
                        await RetryAsync(id, cancellationToken);
                        return true;
                    }, cancellationToken);
                    break;
            }
            await Task.Delay(pause, cancellationToken);
            pause = Math.Min(pause * 2, 250);
        }
    }

    private async Task RetryAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.RetryAsync(id, cancellationToken);
        }
        catch (SolRequestException already) when (already.Status == HttpStatusCode.Conflict)
        {
            // A retry whose answer was lost was taken.
        }
    }

    private async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await AnsweredAsync(async () =>
            {
                await client.DeleteAsync(id, cancellationToken);
                return true;
            }, cancellationToken);
        }
        catch (SolRequestException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // A deletion whose answer was lost was done.
        }
    }

    private async Task<T> AnsweredAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            Interlocked.Increment(ref asked);
            try
            {
                return await ask();
            }
            catch (Exception silent) when ((silent is SolRequestException { IsTransient: true } or HttpRequestException or IOException) && !cancellationToken.IsCancellationRequested)
            {
                Interlocked.Increment(ref repeated);
                await Task.Delay(Random.Shared.Next(100, 600), cancellationToken);
            }
        }
    }

    /// <summary>An operation that was answered 202.</summary>
    internal sealed class Accepted(string id, string serviceId, NsLcmOpType type)
    {
        public string Id => id;

        public string ServiceId => serviceId;

        public NsLcmOpType Type => type;

        public long AcceptedAt { get; } = Stopwatch.GetTimestamp();

        public long EndAt { get; private set; }

        public volatile string? End;

        /// <summary>Times it was found FAILED_TEMP, with the last reason.</summary>
        public int Stops { get; private set; }

        public string? Reason { get; private set; }

        public void Over(string state, string? reason)
        {
            EndAt = Stopwatch.GetTimestamp();
            Reason = reason ?? Reason;
            End = state;
        }

        public void Stopped(string? reason)
        {
            Stops++;
            Reason = reason;
        }
    }
}
