using System.Globalization;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What is done to servers and hosts besides changing their specification.</summary>
public sealed partial class SimulatedNfvi
{
    private const int RememberedActions = 16;

    /// <summary>Does something with a server, once per action id.</summary>
    public VimResource Act(string tenant, VimResourceKind kind, string key, VimAction action, out FaultRule? fault)
    {
        var id = new ResourceId(tenant, kind, key);
        lock (gate)
        {
            Advance();
            fault = null;
            if (!resources.TryGetValue(id, out var resource)) throw Refused(VimErrorCause.NOT_FOUND, id, "does not exist");
            if (kind != VimResourceKind.Compute) throw Refused(VimErrorCause.NOT_SUPPORTED, id, $"cannot do {action.Type}: only servers can");
            if (resource.Actions.Contains(action.ActionId)) return resource.View;
            if (resource.State.IsTransitional()) throw Refused(VimErrorCause.CONFLICT, id, $"is {resource.State}. Try again when that is over", retryable: true);
            if (resource.CreationFailed) throw Refused(VimErrorCause.CONFLICT, id, "was never made. Put it again or delete it");
            var hostDown = resource.Allocation is { } there && hostsByName.TryGetValue(there.Host, out var host) && !host.Up;
            if (hostDown && action.Type != VimActionType.EVACUATE) throw Refused(VimErrorCause.HOST_DOWN, id, $"cannot do {action.Type}: its host is down. EVACUATE it, or wait for the host");
            fault = Play(FaultOperation.ACTION, id, resource.Spec.Tags.InstanceId);
            Perform(resource, action, hostDown, fault);
            resource.Actions.Add(action.ActionId);
            if (resource.Actions.Count > RememberedActions) resource.Actions.RemoveAt(0);
            Commit();
            return resource.View;
        }
    }

    /// <summary>A console of a server that runs.</summary>
    public VimConsole Console(string tenant, string key, string? type)
    {
        var id = new ResourceId(tenant, VimResourceKind.Compute, key);
        lock (gate)
        {
            Advance();
            if (!resources.TryGetValue(id, out var server)) throw Refused(VimErrorCause.NOT_FOUND, id, "does not exist");
            if (server.State != VimResourceState.ACTIVE) throw Refused(VimErrorCause.CONFLICT, id, $"is {server.State} and has no console", retryable: server.State.IsTransitional());
            if (type is not (null or "novnc" or "serial")) throw Refused(VimErrorCause.NOT_SUPPORTED, id, $"has no console of type '{type}'; novnc and serial are there");
            var token = string.Create(CultureInfo.InvariantCulture, $"{nextId++:x}");
            return new VimConsole(type ?? "novnc", $"https://console.{options.Id}.simulated.invalid/{server.VimId}?token={token}");
        }
    }

    /// <summary>A host as an administrator sees it, with the tenant's servers on it.</summary>
    public VimHostStatus HostStatus(string tenant, string name)
    {
        lock (gate)
        {
            Advance();
            return Status(tenant, FindHost(name), failures: null);
        }
    }

    /// <summary>Drains or enables a host.</summary>
    public VimHostStatus ActOnHost(string tenant, string name, VimHostAction action)
    {
        lock (gate)
        {
            Advance();
            var host = FindHost(name);
            var schedulable = action.Type == VimHostActionType.ENABLE;
            if (host.Schedulable != schedulable)
            {
                host.Schedulable = schedulable;
                journal?.Add(HostLine(host));
            }

            Dictionary<string, VimError>? failures = null;
            if (!schedulable)
            {
                foreach (var server in Of(tenant, host).Where(server => server.State is VimResourceState.ACTIVE or VimResourceState.STOPPED || (!host.Up && server.State == VimResourceState.ERROR && !server.CreationFailed)))
                {
                    try
                    {
                        Move(server, new VimAction { Type = host.Up ? VimActionType.MIGRATE : VimActionType.EVACUATE, ActionId = "drain" }, fault: null);
                    }
                    catch (VimException stays)
                    {
                        (failures ??= new Dictionary<string, VimError>(StringComparer.Ordinal)).Add(server.Key, stays.Error);
                    }
                }
            }

            Commit();
            return Status(tenant, host, failures);
        }
    }

    private static VimHostStatus Status(string tenant, Host host, Dictionary<string, VimError>? failures)
    {
        var status = new VimHostStatus { Host = host.Name, Up = host.Up, Schedulable = host.Schedulable, ServerKeys = [.. Of(tenant, host).Select(server => server.Key)] };
        if (failures is not null) status.Failures = failures;
        return status;
    }

    private static List<SimResource> Of(string tenant, Host host) =>
        [.. host.Servers.Where(server => string.Equals(server.Id.Tenant, tenant, StringComparison.Ordinal)).OrderBy(server => server.Id)];

    private Host FindHost(string name) => hostsByName.TryGetValue(name, out var host)
        ? host
        : throw new VimException(VimErrorCause.NOT_FOUND, $"There is no host '{name}' in account '{options.Id}'.");

    private void Perform(SimResource server, VimAction action, bool hostDown, FaultRule? fault)
    {
        switch (action.Type)
        {
            case VimActionType.START when server.State == VimResourceState.ACTIVE:
            case VimActionType.STOP when server.State == VimResourceState.STOPPED:
                Changed(server);
                return;
            case VimActionType.START:
            case VimActionType.REBOOT:
                BeginAction(server, Pending.Start, VimResourceState.ACTIVE, fault);
                return;
            case VimActionType.STOP:
                BeginAction(server, Pending.Stop, VimResourceState.STOPPED, fault);
                return;
            case VimActionType.REBUILD:
                Rebuild(server, action, fault);
                return;
            case VimActionType.MIGRATE when server.State == VimResourceState.ERROR:
                throw Refused(VimErrorCause.CONFLICT, server.Id, "is in ERROR and cannot be migrated. REBUILD it, or delete it and put it again");
            case VimActionType.EVACUATE when !hostDown:
                throw Refused(VimErrorCause.CONFLICT, server.Id, "cannot be evacuated: its host is up. MIGRATE it");
            default:
                Move(server, action, fault);
                return;
        }
    }

    private void BeginAction(SimResource server, Pending pending, VimResourceState settled, FaultRule? fault)
    {
        counters.Add(server.Id, actions: 1);
        server.State = VimResourceState.UPDATING;
        server.SettledState = fault?.Mode == FaultMode.ERROR_STATE ? VimResourceState.ERROR : settled;
        server.Error = fault?.Mode == FaultMode.ERROR_STATE ? FaultInjector.Error(fault, server.Id) : null;
        var latency = options.Latency.Update.Draw(random);
        if (pending == Pending.Rebuild) latency += BootTime(server, (ComputeSpec)server.Spec);
        Begin(server, pending, latency, fault);
    }

    private void Rebuild(SimResource server, VimAction action, FaultRule? fault)
    {
        var old = (ComputeSpec)server.Spec;
        var image = action.ImageRef ?? old.ImageRef
            ?? throw Refused(VimErrorCause.CONFLICT, server.Id, "boots from a volume and cannot be rebuilt without an imageRef; replace its volume instead");
        CheckImage(server.Id, image);
        // The disk of a server that boots from a volume is the volume's: an image cannot take its place.
        if (old.ImageRef is null) throw Refused(VimErrorCause.CONFLICT, server.Id, "boots from a volume; replace its volume instead of rebuilding it");
        server.Spec = old with { ImageRef = image, UserData = action.UserData ?? old.UserData };
        server.Outputs = server.Outputs with { ImageId = image };
        BeginAction(server, Pending.Rebuild, Resting(server), fault);
    }

    private void Move(SimResource server, VimAction action, FaultRule? fault)
    {
        var old = (ComputeSpec)server.Spec;
        if (action.TargetZone is { } zone && !Zones.Contains(zone)) throw Refused(VimErrorCause.NOT_FOUND, server.Id, $"cannot go to zone '{zone}', which does not exist ({string.Join(", ", Zones)} do)");
        if (action.TargetHost is { } target && !hostsByName.ContainsKey(target)) throw Refused(VimErrorCause.NOT_FOUND, server.Id, $"cannot go to host '{target}', which does not exist");
        var spec = action.TargetZone is null ? old : old with { Zone = action.TargetZone };
        var wanted = spec with { HostHint = action.TargetHost ?? spec.HostHint };
        var ports = Attachable(server, spec.PortKeys, VimResourceKind.Port);
        var from = server.Allocation!.Host;
        BookHost(server, old, -1);
        var allocation = Scheduler.Choose(hosts, wanted, Demand.Of(flavours.Sized(spec), ports.Select(port => (PortSpec)port.Spec)), Groups(server.Id, spec), options.Spread, prefer: null, out var reason, avoid: from);
        if (allocation is null)
        {
            BookHost(server, old, 1);
            throw new VimException(NoValidHost(server.Id, reason) with { Message = $"Server '{server.Key}' stays on host '{from}': {NoValidHost(server.Id, reason).Message}" }, server.Kind, server.Key);
        }

        var settled = Resting(server);
        server.Allocation = allocation;
        server.Spec = spec;
        BookHost(server, spec, 1);
        server.Outputs = ComputeOutputs(server, spec, ports);
        BeginAction(server, Pending.Move, settled, fault);
    }

    /// <summary>Where a server returns to after an action that leaves its power as it was.</summary>
    private static VimResourceState Resting(SimResource server) => server.State switch
    {
        VimResourceState.STOPPED => VimResourceState.STOPPED,
        VimResourceState.ERROR when server.SettledState == VimResourceState.STOPPED => VimResourceState.STOPPED,
        _ => VimResourceState.ACTIVE,
    };
}
