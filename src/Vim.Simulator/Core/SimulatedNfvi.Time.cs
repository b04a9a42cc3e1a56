namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What takes time, and what is journalled.</summary>
public sealed partial class SimulatedNfvi
{
    /// <summary>Starts something that takes a while; without latency and fault it is finished at once, with no timer.</summary>
    private void Begin(SimResource resource, Pending pending, TimeSpan latency, FaultRule? fault)
    {
        resource.Pending = pending;
        if (fault?.Mode == FaultMode.HANG)
        {
            resource.DueAt = null;
            Changed(resource);
            return;
        }

        var now = time.GetUtcNow();
        if (latency <= TimeSpan.Zero)
        {
            resource.DueAt = now;
            Finish(resource, now);
            return;
        }

        resource.DueAt = now + latency;
        due.Enqueue(resource, resource.DueAt.Value);
        Changed(resource);
        Arm();
    }

    /// <summary>Finishes everything whose time has come.</summary>
    private void Advance()
    {
        if (due.Count == 0) return;
        var now = time.GetUtcNow();
        var finished = false;
        while (due.TryPeek(out var resource, out var at) && at <= now)
        {
            due.Dequeue();
            // An entry that was overtaken (deleted while creating) is not the one the resource waits for now.
            if (resource.Pending == Pending.None || resource.DueAt != at) continue;
            Finish(resource, at);
            finished = true;
        }

        if (finished) Commit();
    }

    private void Arm()
    {
        if (!due.TryPeek(out _, out var at)) return;
        var wait = at - time.GetUtcNow();
        if (wait < TimeSpan.Zero) wait = TimeSpan.Zero;
        if (timer is null) timer = time.CreateTimer(static self => ((SimulatedNfvi)self!).OnTimer(), this, wait, Timeout.InfiniteTimeSpan);
        else timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (gate)
        {
            Advance();
            Arm();
        }
    }

    private void Finish(SimResource resource, DateTimeOffset now)
    {
        var pending = resource.Pending;
        resource.Pending = Pending.None;
        resource.DueAt = null;
        switch (pending)
        {
            case Pending.Delete:
                Remove(resource);
                return;
            case Pending.DeleteFails:
                Fail(resource, new VimError { Cause = VimErrorCause.INTERNAL, Message = "The VIM could not remove it, as a fault rule asks for. Delete it again.", Retryable = true });
                return;
            case Pending.CreateFails:
                resource.CreationFailed = true;
                Fail(resource, resource.Error ?? new VimError { Cause = VimErrorCause.INTERNAL, Message = "The VIM could not make it." });
                return;
            case Pending.Create:
                resource.State = resource.Spec is ImageSpec { ContentFollows: true } ? VimResourceState.PENDING_UPLOAD : VimResourceState.ACTIVE;
                resource.SettledState = resource.State;
                Changed(resource);
                Tell(resource, "created", $"{resource.Kind.Token()} '{resource.Key}' is {resource.State}");
                return;
            default:
                resource.State = resource.SettledState;
                Changed(resource);
                if (resource.Kind == VimResourceKind.Compute) Tell(resource, pending switch { Pending.Stop => "stopped", Pending.Start => "started", Pending.Rebuild => "rebuilt", Pending.Move => "moved", _ => "updated" }, $"server '{resource.Key}' is {resource.State}");
                return;
        }
    }

    private void Fail(SimResource resource, VimError error)
    {
        resource.State = VimResourceState.ERROR;
        resource.Error = error;
        Changed(resource);
        Tell(resource, "error", error.Message);
    }

    /// <summary>A new version of the resource: waiters wake, the journal gets a line.</summary>
    private void Changed(SimResource resource)
    {
        if (replaying) return;
        resource.Touch(time.GetUtcNow());
        journal?.Add(Line(resource));
    }

    private JournalLine HostLine(Host host) => new() { Host = host.Name, HostUp = host.Up, HostDrained = !host.Schedulable, NextId = nextId };

    private JournalLine Line(SimResource resource) => new() { Put = StoredResource.Of(resource), Counters = counters.Of(resource.Id), NextId = nextId };

    private void Tell(SimResource resource, string what, string detail)
    {
        if (replaying || OnEvent is not { } listener) return;
        var name = resource.Kind == VimResourceKind.Compute ? "server" : resource.Kind.Token();
        listener(new SimulatorEvent($"nfv.vim.{name}.{what}", resource.Id.Tenant, resource.Spec.Tags.InstanceId, resource.Key, detail, resource.View, time.GetUtcNow()));
    }

    /// <summary>Hands the journal to the operating system; nothing is answered before.</summary>
    private void Commit()
    {
        if (journal is null) return;
        try
        {
            journal.Flush(Everything);
            // Compared with what a compaction leaves, the remembered keys included: so it is paid for by the lines since the last one, however many are remembered.
            if (journal.Lines > 10_000 && journal.Lines > 4L * (counters.Count + 1_000)) journal.Compact(Everything());
        }
        catch (IOException failure)
        {
            throw new VimException(
                VimErrorCause.TRANSIENT, $"The simulator could not write its journal: {failure.Message} Free space on the disk; the same call again finds what was done.", retryable: true, inner: failure);
        }
    }

    private IEnumerable<JournalLine> Everything()
    {
        foreach (var (id, count) in counters.All)
        {
            if (!resources.ContainsKey(id)) yield return new JournalLine { Gone = id, Counters = count, NextId = nextId };
        }

        foreach (var host in hosts.Where(host => !host.Up || !host.Schedulable)) yield return HostLine(host);
        foreach (var resource in resources.Values) yield return Line(resource);
    }

    private void Replay(NfviJournal source)
    {
        replaying = true;
        var found = new Dictionary<ResourceId, StoredResource>();
        source.Replay(line =>
        {
            nextId = Math.Max(nextId, line.NextId);
            if (line.Put is { } put)
            {
                var id = new ResourceId(put.Tenant, put.Spec.Kind, put.Key);
                found[id] = put;
                if (line.Counters is { } counts) counters.Restore(id, counts, there: true);
            }
            else if (line.Gone is { } gone)
            {
                found.Remove(gone);
                if (line.Counters is { } counts) counters.Restore(gone, counts, there: false);
            }
            else if (line.Host is { } name && hostsByName.TryGetValue(name, out var host))
            {
                host.Up = line.HostUp;
                host.Schedulable = !line.HostDrained;
            }
        });

        // In the order of references: what is referred to comes first.
        foreach (var kind in VimResourceKinds.All)
        {
            foreach (var stored in found.Values.Where(candidate => candidate.Spec.Kind == kind).OrderBy(candidate => candidate.VimId, StringComparer.Ordinal))
            {
                var resource = stored.ToResource(options.Id);
                Insert(resource);
                Book(resource);
                if (resource.Pending != Pending.None && resource.DueAt is { } at) due.Enqueue(resource, at);
            }
        }

        replaying = false;
        lock (gate)
        {
            Advance();
            Arm();
        }
    }
}
