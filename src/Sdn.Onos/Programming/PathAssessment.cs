using NfvOrchestrator.Sdn.Onos.Registry;
using NfvOrchestrator.Sdn.Paths;

namespace NfvOrchestrator.Sdn.Onos.Programming;

/// <summary>What a round of reads means for a path. Pure.</summary>
internal static class PathAssessment
{
    /// <summary>Each wanted rule with what was read back.</summary>
    public static IReadOnlyList<PathHopCheck> Checks(IReadOnlyList<RuleSpec> rules, OnosSnapshot snapshot) => [.. rules.Select(r =>
    {
        var flow = snapshot.Flows.GetValueOrDefault(r.Identity);
        return new PathHopCheck
        {
            Device = r.Device,
            InPort = r.InPort,
            OutPort = r.OutPort,
            Reverse = r.Reverse,
            FlowId = flow?.Id,
            State = flow is null ? HopRuleState.MISSING : flow.State switch { "ADDED" when r.SameTreatment(flow) => HopRuleState.ADDED, "PENDING_REMOVE" => HopRuleState.PENDING_REMOVE, _ => HopRuleState.PENDING_ADD },
            Packets = flow?.Packets ?? 0,
            Bytes = flow?.Bytes ?? 0,
        };
    })];

    /// <summary>The record with its state brought up to date.</summary>
    public static PathRecord Assess(PathRecord record, IReadOnlyList<PathHopCheck> checks, IReadOnlyList<string> down, string? refused, OnosOptions options, DateTimeOffset now)
    {
        var installed = checks.Count > 0 && checks.All(c => c.State == HopRuleState.ADDED);
        var worked = record.State is PathState.ACTIVE or PathState.DEGRADED or PathState.DOWN;
        var overdue = now - (worked ? record.StateChangedAt : record.AcceptedAt) > options.VerifyTimeout;
        var open = checks.FirstOrDefault(c => c.State != HopRuleState.ADDED);
        var (state, error) = (down.Count, installed) switch
        {
            _ when record.Removing => (PathState.REMOVING, record.Error),
            ( > 0, _) => (PathState.DOWN, $"Down: {string.Join(", ", down)}. Traffic does not pass. Reroute by putting other hops, or wait until it is back."),
            _ when refused is not null => (PathState.ERROR, refused),
            (_, true) => (PathState.ACTIVE, null),
            _ when record.State == PathState.ACTIVE => (PathState.DEGRADED, Open("vanished and is being installed again")),
            _ when overdue => (PathState.ERROR, Open($"was not confirmed within {options.VerifyTimeout.TotalSeconds} s; the device most likely refuses it. Look at the device's log; it is tried further")),
            _ => (record.State is PathState.ERROR ? PathState.ERROR : worked ? PathState.DEGRADED : PathState.INSTALLING, record.State is PathState.ERROR ? record.Error : null),
        };
        return state == record.State && error == record.Error && down.SequenceEqual(record.DownElements, StringComparer.Ordinal)
            ? record
            : record with
            {
                State = state,
                Error = error,
                DownElements = down,
                StateChangedAt = state == record.State ? record.StateChangedAt : now,
                Changes = state == record.State ? record.Changes : record.Changes + 1,
            };

        string Open(string what) => $"The rule of device {open?.Device} from port {open?.InPort} to {open?.OutPort} is {open?.State}: it {what}.";
    }
}
