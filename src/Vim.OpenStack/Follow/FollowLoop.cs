using System.Collections.Concurrent;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Accounts;
using NfvOrchestrator.Vim.OpenStack.Resources;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>Turns the followers of all accounts, each at its own pace: an account that does not answer holds nobody up.</summary>
internal sealed partial class FollowLoop : BackgroundLoop
{
    private static readonly TimeSpan LookForAccounts = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<OsAccount, Turn> turns = new();
    private readonly AccountRegistry accounts;
    private readonly ResourceEngine engine;
    private readonly FaultPublisher faults;
    private readonly OpenStackOptions options;
    private readonly ILogger<FollowLoop> logger;
    private DateTimeOffset lookAt;

    public FollowLoop(
        AccountRegistry accounts, ResourceEngine engine, FaultPublisher faults, OpenStackOptions options, ResourceWaiters waiters, BackgroundLoopRegistry registry, TimeProvider time, ILogger<FollowLoop> logger)
        : base("vim-openstack.follow", registry, time, logger)
    {
        this.accounts = accounts;
        this.engine = engine;
        this.faults = faults;
        this.options = options;
        this.logger = logger;
        engine.OnOpen = Follow;
        engine.OnChanged = (_, tenant, id) => waiters.Signal(tenant, id);
    }

    /// <summary>The follower of an account, once it has begun.</summary>
    public AccountFollower? Of(OsAccount account) => turns.TryGetValue(account, out var turn) ? turn.Follower : null;

    /// <summary>All followers.</summary>
    public IEnumerable<AccountFollower> Followers => turns.Values.Select(static t => t.Follower);

    /// <summary>Why an account is not followed; null: it is.</summary>
    public FollowTrouble? TroubleOf(OsAccount account) => turns.TryGetValue(account, out var turn) ? turn.Trouble : null;

    /// <summary>How many accounts there are, and what is the matter with those that are not followed.</summary>
    public (int Accounts, IReadOnlyList<FollowTrouble> Troubles) Troubles()
    {
        var all = turns.Values.Select(static t => t.Trouble).ToList();
        return (all.Count, [.. all.OfType<FollowTrouble>()]);
    }

    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        if (now >= lookAt)
        {
            var present = new HashSet<OsAccount>();
            await foreach (var account in accounts.ListAllAsync(cancellationToken))
            {
                present.Add(account);
                turns.GetOrAdd(account, New);
            }
            foreach (var (account, turn) in turns)
            {
                if (!present.Contains(account) && turn.Running is null or { IsCompleted: true })
                {
                    turns.TryRemove(account, out _);
                }
            }
            lookAt = now + LookForAccounts;
        }
        var next = lookAt;
        foreach (var turn in turns.Values)
        {
            if (turn.Running is { IsCompleted: false })
            {
                continue; // it wakes us at its end
            }
            if (turn.DueAt <= now)
            {
                turn.Running = RunAsync(turn, cancellationToken);
            }
            else if (turn.DueAt < next)
            {
                next = turn.DueAt;
            }
        }
        var pause = next - Time.GetUtcNow();
        return pause > TimeSpan.Zero ? pause : TimeSpan.FromMilliseconds(1);
    }

    private Turn New(OsAccount account) => new(new AccountFollower(account, engine, faults, options, Time));

    private void Follow(OsAccount account, Document<ResourceRecord> document)
    {
        var turn = turns.GetOrAdd(account, New);
        if (turn.Follower.Follow(document) is { } soon)
        {
            turn.Want(Time.GetUtcNow() + soon);
            Wake();
        }
    }

    private async Task RunAsync(Turn turn, CancellationToken cancellationToken)
    {
        await Task.Yield();
        turn.Begin();
        TimeSpan pause;
        try
        {
            pause = await turn.Follower.TurnAsync(cancellationToken);
            Tell(turn, turn.Follower.Failures);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            Tell(turn, [failure]);
            pause = TimeSpan.FromSeconds(Math.Min(15, 0.5 * Math.Pow(2, Math.Min(turn.Trouble!.Times, 6))));
        }
        turn.End(Time.GetUtcNow() + pause);
        Wake();
    }

    /// <summary>What is the matter with an account after a turn. Each failure is logged once, not at every turn that it stands.</summary>
    private void Tell(Turn turn, IReadOnlyList<Exception> failures)
    {
        if (failures.Count == 0)
        {
            turn.Trouble = null;
            turn.Told = [];
            return;
        }
        var news = failures.Where(f => !turn.Told.Contains(f)).ToList();
        if (news.Count > 0)
        {
            // What is no fault of the cloud is for the log: its words may be about the inside of the adapter.
            var reason = string.Join(" ", failures.Select(static f => f is VimException ? f.Message : $"{f.GetType().Name} inside the adapter; its log has it.").Distinct(StringComparer.Ordinal));
            turn.Trouble = new FollowTrouble(turn.Trouble?.Since ?? Time.GetUtcNow(), (turn.Trouble?.Times ?? 0) + 1, reason);
        }
        foreach (var failure in news)
        {
            Log.Failed(logger, failure is VimException ? null : failure, turn.Follower.Account.Id, turn.Trouble!.Times, failure.Message);
        }
        turn.Told = failures;
    }

    private sealed class Turn(AccountFollower follower)
    {
        private readonly Lock gate = new();
        private DateTimeOffset dueAt;
        private DateTimeOffset wantedAt = DateTimeOffset.MaxValue;
        private volatile FollowTrouble? trouble;

        public AccountFollower Follower { get; } = follower;

        public Task? Running { get; set; }

        /// <summary>Failures that were told of already.</summary>
        public IReadOnlyList<Exception> Told { get; set; } = [];

        /// <summary>When the next look is due.</summary>
        public DateTimeOffset DueAt
        {
            get
            {
                lock (gate)
                {
                    return dueAt;
                }
            }
        }

        /// <summary>Why the last look failed; null: it did not.</summary>
        public FollowTrouble? Trouble
        {
            get => trouble;
            set => trouble = value;
        }

        /// <summary>A look is wanted by then; also when one is running, which may have passed by what it is wanted for.</summary>
        public void Want(DateTimeOffset at)
        {
            lock (gate)
            {
                wantedAt = at < wantedAt ? at : wantedAt;
                dueAt = at < dueAt ? at : dueAt;
            }
        }

        public void Begin()
        {
            lock (gate)
            {
                wantedAt = DateTimeOffset.MaxValue;
            }
        }

        public void End(DateTimeOffset next)
        {
            lock (gate)
            {
                dueAt = next < wantedAt ? next : wantedAt;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "OpenStack account {Account} cannot be followed in all parts ({Failures} times since it could); tried again after a pause. Operations wait for what it holds up. {Reason}")]
        public static partial void Failed(ILogger logger, Exception? error, string account, int failures, string reason);
    }
}
