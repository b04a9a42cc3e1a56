using System.Globalization;
using NfvOrchestrator.Cli.Terminal;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Cli.Package;

/// <summary>Policies that VNFs and network services share, as one line each.</summary>
internal static class PolicyTree
{
    public static Node Of(AffinityRule rule) =>
        new(rule.Id, $"{(rule.Anti ? "anti-affinity" : "affinity")} within {rule.Scope}: {string.Join(", ", rule.Targets)}");

    public static Node Of(AutoScalePolicy policy)
    {
        string Threshold(double? value, string sign, string what) => value is { } v ? string.Create(CultureInfo.InvariantCulture, $"{what} {sign} {v:0.##}") : "";
        var limits = string.Join(", ", new[] { Threshold(policy.ScaleOutThreshold, ">", "out"), Threshold(policy.ScaleInThreshold, "<", "in") }.Where(t => t.Length > 0));
        return new Node(policy.Id, string.Create(CultureInfo.InvariantCulture, $"scales {policy.AspectId} by {policy.NumberOfSteps} on {policy.Metric}: {limits}, for {policy.BreachDurationSeconds:0.#} s, then rests {policy.CooldownSeconds:0.#} s"));
    }

    public static Node Of(SecurityGroupRule rule)
    {
        var ports = rule.PortRangeMin == rule.PortRangeMax ? $"{rule.PortRangeMin}" : $"{rule.PortRangeMin}–{rule.PortRangeMax}";
        return new Node(rule.Id, $"{rule.Direction} {rule.EtherType} {rule.Protocol} {ports}: {string.Join(", ", rule.Targets)}");
    }
}
