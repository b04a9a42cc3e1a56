using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>An operation that this process holds: its lease and the signals to whoever runs it.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Sources without timer and wait handle own nothing; disposing would race with late signals.")]
internal sealed class RunningOperation(WorkClaim claim)
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource cancel = new();
    private readonly CancellationTokenSource force = new();
    private WorkClaim claim = claim;
    private CancelRequest cancelRequest;

    /// <summary>The operation.</summary>
    public string Id => claim.Item.Id;

    /// <summary>The claim with its newest end.</summary>
    public WorkClaim Claim => Volatile.Read(ref claim);

    /// <summary>Set while the lease is ours; writing without it would be refused by the store anyway.</summary>
    public bool LeaseLost { get; private set; }

    /// <summary>The claim is being given up by its runner: that a heartbeat does not find it any more says nothing, the fence of that commit does.</summary>
    public bool Ending { get; set; }

    /// <summary>The run that is under way; zero until the record was read.</summary>
    public int Run { get; set; }

    /// <summary>The end of the runner, for shutdown.</summary>
    public Task Completion { get; set; } = Task.CompletedTask;

    /// <summary>Cancelled when the lease is lost or the process shuts down.</summary>
    public CancellationToken Stopping => stop.Token;

    /// <summary>Cancelled with the first cancel request.</summary>
    public CancellationToken CancelRequested => cancel.Token;

    /// <summary>Cancelled with a forceful cancel request.</summary>
    public CancellationToken ForceRequested => force.Token;

    /// <summary>The newest cancel request.</summary>
    public CancelRequest Cancel
    {
        get
        {
            lock (gate)
            {
                return cancelRequest;
            }
        }
    }

    /// <summary>The lease was prolonged.</summary>
    public void Renewed(WorkClaim renewed) => Volatile.Write(ref claim, renewed);

    /// <summary>The lease is no longer ours.</summary>
    public void Lose()
    {
        LeaseLost = true;
        Signal(stop);
    }

    /// <summary>The process shuts down.</summary>
    public void Stop() => Signal(stop);

    /// <summary>Somebody asked for the operation to end.</summary>
    public void RequestCancel(CancelRequest mode)
    {
        lock (gate)
        {
            if (mode <= cancelRequest)
            {
                return;
            }
            cancelRequest = mode;
        }
        Signal(cancel);
        if (mode == CancelRequest.Forceful)
        {
            Signal(force);
        }
    }

    // listeners run on the thread pool: the heartbeat must not wait for them
    private static void Signal(CancellationTokenSource source) => _ = source.CancelAsync();
}
