using System.Globalization;
using System.Text.Json;
using NfvOrchestrator.Lifecycle;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Execution;

/// <summary>
/// Performs plan steps on VIM resources, for VNFs and network services alike. The key of a resource in the VIM is made from the instance id and
/// its key in the plan, before it exists: doing a step twice adopts the first result.
/// </summary>
public sealed class VimStepRunner(VimClient vim, TimeProvider clock)
{
    private static readonly TimeSpan GatePause = TimeSpan.FromSeconds(1);

    /// <summary>The key of a resource in the VIM.</summary>
    public static string VimKeyOf(string instanceId, string resourceKey) => VimKey.Of([instanceId, .. resourceKey.Split('/')]);

    /// <summary>Whether a step that failed like this is worth another attempt at once: not where the client has repeated the call, or waited, for as long as it may. Then a person decides.</summary>
    public static bool IsPassing(Exception failure) => failure is VimException { Retryable: true, WaitedFor: null } or TimeoutException or HttpRequestException;

    /// <summary>Performs one step.</summary>
    /// <param name="scope">Whose resource, and in which VIM.</param>
    /// <param name="step">The step; its node must be a VIM resource.</param>
    /// <param name="context">From the engine.</param>
    /// <param name="timeout">How long the VIM may take.</param>
    /// <param name="cancellationToken">Stops waiting; the VIM goes on.</param>
    /// <returns>A <see cref="ResourceOutput"/> for what exists now; null for what is gone.</returns>
    /// <exception cref="VimException">The VIM refused or failed; retryable or not.</exception>
    public async Task<JsonElement?> RunAsync(VimScope scope, PlanStep step, StepContext context, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return await PerformAsync(scope, step, context, timeout, cancellationToken);
        }
        catch (VimException failed) when (failed.Error.RequestId is { } request && !failed.Message.Contains(request, StringComparison.Ordinal))
        {
            // The journal keeps the words of an error: whoever reads them can ask the VIM's operator about this very request.
            throw new VimException(failed.Error with { Message = $"{failed.Message} (VIM account '{scope.VimConnectionId}', request {request}, cause {failed.Cause})" }, failed.Kind, failed.ResourceKey, failed) { WaitedFor = failed.WaitedFor };
        }
    }

    private async Task<JsonElement?> PerformAsync(VimScope scope, PlanStep step, StepContext context, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (step.Node.Spec is Lifecycle.Resources.PortSpec { ProvidedPortId: { } provided } theirs)
        {
            // Somebody else's port: it is there before the VNF and stays after it.
            return step.Action == StepAction.Delete
                ? null
                : JsonSerializer.SerializeToElement(
                    new ResourceOutput
                    {
                        ResourceId = provided,
                        VimConnectionId = scope.VimConnectionId,
                        MacAddress = theirs.MacAddress,
                        Addresses = theirs.FixedAddresses,
                        Warnings = theirs.FloatingAddress ? [$"Connection point {theirs.CpdId} is to have a floating address; port {provided} was provided by the consumer and is left as it is."] : null,
                    },
                    LifecycleJsonContext.Default.ResourceOutput);
        }
        if (step.Node.Spec is GateSpec gate)
        {
            await PassAsync(scope, gate, cancellationToken);
            return null;
        }
        if (step.Node.Spec is Lifecycle.Resources.AffinityGroupSpec { IsVimGroup: false } && step.Action != StepAction.Delete)
        {
            // The zones that were granted keep it. It is deleted as if the VIM had it: an earlier version made a group of it there.
            return null;
        }
        var key = VimKeyOf(scope.InstanceId, step.Node.Key);
        var kind = VimSpecs.KindOf(step.Node.Spec);
        if (step.Action == StepAction.Delete)
        {
            await vim.EnsureDeletedAsync(scope.VimConnectionId, kind, key, timeout, cancellationToken);
            return null;
        }
        if (context.MayHaveRun || context.Attempt > 1 || scope.MayBeBroken)
        {
            await ClearWreckAsync(scope, kind, key, timeout, cancellationToken);
        }
        if (step.Action == StepAction.Release)
        {
            return await ReleaseAsync(scope, kind, key, step.Node, timeout, cancellationToken);
        }
        var spec = VimSpecs.Of(scope, await ServerGroups.ThereAsync(vim, scope, step.Node, cancellationToken), await ReservedAsync(scope, step.Node, cancellationToken));
        if (spec is NfvOrchestrator.Vim.ComputeSpec wanted && (step.Action == StepAction.Update || context.MayHaveRun || context.Attempt > 1 || scope.MayBeBroken))
        {
            await RebuildAsync(scope, key, wanted, step, context, timeout, cancellationToken);
        }
        var resource = await vim.EnsureAsync(scope.VimConnectionId, key, spec, timeout, cancellationToken);
        if (step.Node.Spec is Lifecycle.Resources.ComputeSpec server)
        {
            resource = await SwitchAsync(scope, key, server.Stopped, resource, context, timeout, cancellationToken);
        }
        return JsonSerializer.SerializeToElement(OutputOf(scope, resource), LifecycleJsonContext.Default.ResourceOutput);
    }

    /// <summary>The virtual addresses that a port serves, as the ports that reserve them have them: what the VIM chose is known only now.</summary>
    private async Task<Dictionary<string, IReadOnlyList<string>>?> ReservedAsync(VimScope scope, ResourceNode node, CancellationToken cancellationToken)
    {
        if (node.Spec is not Lifecycle.Resources.PortSpec { Vips: { Count: > 0 } vips, Unfiltered: false })
        {
            return null;
        }
        var addresses = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var port in vips.Select(v => v.PortKey).OfType<string>())
        {
            var key = VimKeyOf(scope.InstanceId, port);
            var there = await vim.GetAsync(scope.VimConnectionId, VimResourceKind.Port, key, TimeSpan.Zero, cancellationToken)
                ?? throw new VimException(
                    VimErrorCause.CONFLICT,
                    $"'{node.Key}' is to serve the virtual address of '{port}', but port '{key}' is not at account '{scope.VimConnectionId}' any more. Heal the VNF, then try again.",
                    retryable: false,
                    VimResourceKind.Port,
                    key);
            addresses[port] = [.. there.Outputs.Addresses.Select(a => a.Address)];
        }
        return addresses;
    }

    /// <summary>Takes a server out of service before it is removed: the guest is asked to shut down and gets its time for it.</summary>
    public async Task ShutDownAsync(VimScope scope, ResourceNode server, int gracefulSeconds, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(server);
        var key = VimKeyOf(scope.InstanceId, server.Key);
        var there = await vim.GetAsync(scope.VimConnectionId, VimResourceKind.Compute, key, TimeSpan.Zero, cancellationToken);
        if (there is null || !(there.State.IsTransitional() || there.State == VimResourceState.ACTIVE))
        {
            // Stopped already, or in error: nothing runs that could go out of service by itself.
            return;
        }
        try
        {
            await vim.EnsureActedAsync(
                scope.VimConnectionId,
                VimResourceKind.Compute,
                key,
                new VimAction { Type = VimActionType.STOP, ActionId = $"{scope.OperationId}:{key}", Graceful = true, GracefulTimeoutSeconds = gracefulSeconds },
                timeout + TimeSpan.FromSeconds(gracefulSeconds),
                cancellationToken);
        }
        catch (VimException refused) when (!refused.Retryable)
        {
            // Gone, or in a state from which it cannot be stopped: it is about to be deleted all the same.
        }
    }

    /// <summary>
    /// A server lets go of ports and volumes, a port of its filter and of what it carries, that are about to be made anew or to change hands, and is otherwise left as it is: what it is at that moment may be
    /// uncertain, and what it shall be comes with the step that follows. One that is gone has let go of everything (no output).
    /// </summary>
    private async Task<JsonElement?> ReleaseAsync(VimScope scope, VimResourceKind kind, string key, ResourceNode node, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (await vim.GetAsync(scope.VimConnectionId, kind, key, TimeSpan.Zero, cancellationToken) is not { State: not VimResourceState.DELETING } found)
        {
            return null;
        }
        VimResourceSpec? released = (found.Spec, VimSpecs.Of(scope, node)) switch
        {
            (NfvOrchestrator.Vim.ComputeSpec there, NfvOrchestrator.Vim.ComputeSpec left)
                => there with { PortKeys = [.. there.PortKeys.Where(left.PortKeys.Contains)], VolumeKeys = [.. there.VolumeKeys.Where(left.VolumeKeys.Contains)] },
            (NfvOrchestrator.Vim.PortSpec there, NfvOrchestrator.Vim.PortSpec left)
                => there with { SecurityGroups = [.. there.SecurityGroups.Where(left.SecurityGroups.Contains)], SubPorts = [.. there.SubPorts.Where(t => left.SubPorts.Any(l => l.PortKey == t.PortKey))] },
            _ => null,
        };
        if (released is null)
        {
            return null;
        }
        var resource = await vim.EnsureAsync(scope.VimConnectionId, key, released, timeout, cancellationToken);
        return JsonSerializer.SerializeToElement(OutputOf(scope, resource), LifecycleJsonContext.Default.ResourceOutput);
    }

    /// <summary>Gives a server a new disk when it is to boot from something else, or from the same once more, than it did.</summary>
    private async Task RebuildAsync(VimScope scope, string key, NfvOrchestrator.Vim.ComputeSpec wanted, PlanStep step, StepContext context, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (await vim.GetAsync(scope.VimConnectionId, VimResourceKind.Compute, key, TimeSpan.Zero, cancellationToken) is not { Spec: NfvOrchestrator.Vim.ComputeSpec there }
            || there.ImageRef is null || wanted.ImageRef is null
            || (there.ImageRef == wanted.ImageRef && (wanted.UserData is null || there.UserData == wanted.UserData)
                && there.Metadata.GetValueOrDefault(VimSpecs.IncarnationMetadata) == wanted.Metadata.GetValueOrDefault(VimSpecs.IncarnationMetadata)))
        {
            return;
        }
        await vim.EnsureActedAsync(
            scope.VimConnectionId,
            VimResourceKind.Compute,
            key,
            new VimAction
            {
                Type = VimActionType.REBUILD,
                ActionId = string.Create(CultureInfo.InvariantCulture, $"{scope.OperationId}:{scope.Run}:{context.Attempt}:{step.Action}:rebuild"),
                ImageRef = wanted.ImageRef,
                UserData = wanted.UserData,
            },
            timeout,
            cancellationToken);
    }

    /// <summary>Waits until servers have been up, without a break, for the time of observation.</summary>
    private async Task PassAsync(VimScope scope, GateSpec gate, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            foreach (var server in gate.ServerKeys)
            {
                var key = VimKeyOf(scope.InstanceId, server);
                var there = await vim.GetAsync(scope.VimConnectionId, VimResourceKind.Compute, key, TimeSpan.Zero, cancellationToken);
                if (there?.State != VimResourceState.ACTIVE)
                {
                    throw new VimException(
                        VimErrorCause.CONFLICT,
                        $"'{server}' is not healthy: compute '{key}' at account '{scope.VimConnectionId}' is {there?.State.ToString() ?? "gone"}{(there?.Error is { } error ? $" ({error.Message})" : "")}. What follows it was not begun.",
                        retryable: there?.State.IsTransitional() == true,
                        VimResourceKind.Compute,
                        key);
                }
            }
            var left = TimeSpan.FromSeconds(gate.SoakSeconds) - clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return;
            }
            await Task.Delay(left < GatePause ? left : GatePause, clock, cancellationToken);
        }
    }

    /// <summary>Switches a server on or off when it is not as it shall be.</summary>
    private async Task<VimResource> SwitchAsync(VimScope scope, string key, bool off, VimResource server, StepContext context, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (server.State == (off ? VimResourceState.STOPPED : VimResourceState.ACTIVE))
        {
            return server;
        }
        var grace = off ? scope.GracefulStopSeconds : null;
        return await vim.EnsureActedAsync(
            scope.VimConnectionId,
            VimResourceKind.Compute,
            key,
            new VimAction
            {
                Type = off ? VimActionType.STOP : VimActionType.START,
                // An action that failed is another one when it is tried again; the state was looked at before.
                ActionId = string.Create(CultureInfo.InvariantCulture, $"{scope.OperationId}:{scope.Run}:{context.Attempt}:{(off ? "stop" : "start")}"),
                Graceful = grace is not null,
                GracefulTimeoutSeconds = grace ?? 0,
            },
            timeout + TimeSpan.FromSeconds(grace ?? 0),
            cancellationToken);
    }

    /// <summary>What an earlier attempt left in error cannot be adopted: it goes, and is made anew.</summary>
    private async Task ClearWreckAsync(VimScope scope, VimResourceKind kind, string key, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var existing = await vim.GetAsync(scope.VimConnectionId, kind, key, TimeSpan.Zero, cancellationToken);
        if (existing?.State == VimResourceState.ERROR)
        {
            await vim.EnsureDeletedAsync(scope.VimConnectionId, kind, key, timeout, cancellationToken);
        }
    }

    private static ResourceOutput OutputOf(VimScope scope, VimResource resource) => new()
    {
        ResourceId = resource.VimResourceId ?? resource.Key,
        VimConnectionId = scope.VimConnectionId,
        Zone = resource.Outputs.Zone,
        Host = resource.Outputs.Host,
        VirtualCpus = resource.Outputs.Vcpus,
        MemoryMib = resource.Outputs.MemoryMib,
        MacAddress = resource.Outputs.MacAddress,
        Addresses = [.. resource.Outputs.Addresses.Select(a => a.Address)],
        FloatingAddress = resource.Outputs.FloatingAddress,
        TrunkId = resource.Outputs.TrunkId,
        Warnings = resource.Outputs.Warnings,
    };
}
