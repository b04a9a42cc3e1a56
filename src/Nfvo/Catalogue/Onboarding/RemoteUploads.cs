using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Nfvo.Catalogue.Content;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Nfvo.Catalogue.Onboarding;

/// <summary>
/// Fetches content by URI in the background (SOL005 §9.4.6): the answer comes as soon as the other side delivers. A fetch that breaks off is told in <c>onboardingFailureDetails</c>; one whose process dies is
/// ended like any upload that falls silent.
/// </summary>
internal sealed partial class RemoteUploads(RemoteContent remote, ILogger<RemoteUploads> logger) : IHostedService, IDisposable
{
    private const int Most = 8;

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private int count;

    /// <summary>Begins to fetch; returns the problem, or null.</summary>
    public async Task<SolProblem?> BeginAsync<T>(
        ContentLife<T> life, Document<StoredContent<T>> stored, string address, RemoteLogin? login, string mediaType, CancellationToken cancellationToken)
        where T : class
    {
        if (Interlocked.Increment(ref count) > Most)
        {
            Interlocked.Decrement(ref count);
            return SolProblem.Unavailable($"{Most} packages are being fetched already. Nothing was changed; repeat the request.", TimeSpan.FromSeconds(10));
        }
        Stream? content = null;
        var begun = false;
        try
        {
            content = await remote.OpenAsync("addressInformation", address, login, cancellationToken);
            var (problem, upload) = await life.BeginAsync(stored, cancellationToken);
            if (problem is not null)
            {
                return problem;
            }
            begun = true;
            var registered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            running[upload!.Id] = FetchAsync(registered.Task, life, stored.Tenant, upload, content, mediaType);
            registered.SetResult();
            return null;
        }
        finally
        {
            if (!begun)
            {
                Interlocked.Decrement(ref count);
                if (content is not null)
                {
                    await content.DisposeAsync();
                }
            }
        }
    }

    private async Task FetchAsync<T>(Task registered, ContentLife<T> life, TenantId tenant, BegunUpload upload, Stream content, string mediaType)
        where T : class
    {
        await registered;
        try
        {
            await using (content)
            {
                if (await life.ReceiveAsync(tenant, upload, content, mediaType, stopping.Token) is { } problem)
                {
                    Log.NotFetched(logger, upload.ResourceId, problem.Problem.Detail);
                    await life.FailAsync(tenant, upload.ResourceId, problem, CancellationToken.None);
                }
            }
        }
        catch (RemoteContentException broken)
        {
            Log.NotFetched(logger, upload.ResourceId, broken.Message);
            await life.FailAsync(tenant, upload.ResourceId, SolProblem.Unprocessable($"{broken.Message} Nothing of it is kept. Repeat the request, or upload the content."), CancellationToken.None);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The resource is CREATED again: whoever asked asks again.
            Log.NotFetched(logger, upload.ResourceId, "the service stops.");
        }
        catch (StoreUnavailableException silent)
        {
            // The sweeper ends the upload when the store is back.
            Log.NotFetched(logger, upload.ResourceId, silent.Message);
        }
        finally
        {
            Interlocked.Decrement(ref count);
            running.TryRemove(upload.Id, out _);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The content of {Resource} was not fetched: {Reason}")]
        public static partial void NotFetched(ILogger logger, string resource, string reason);
    }
}
