using System.Globalization;
using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Bandwidth policies: found by a name that says what they do, or made. Many ports share one, the last one takes it along; most clouds let only administrators make them.</summary>
internal static class QosPolicies
{
    private const string Mark = "Made by NfvOrchestrator";

    /// <summary>Sends what makes or changes a port or network, with the policy for these limits. When its last user took that along meanwhile, it is made anew and sent once more.</summary>
    /// <param name="account">Where.</param>
    /// <param name="record">Whose port or network it is.</param>
    /// <param name="qos">What is wanted; null: no policy.</param>
    /// <param name="clears">Whether the request says so when there is to be none.</param>
    /// <param name="target">The port or network in the body of the request.</param>
    /// <param name="call">The request.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<OsAnswer> SendAsync(OsAccount account, ResourceRecord record, VimQos? qos, bool clears, JsonObject target, OsCall call, CancellationToken cancellationToken)
    {
        var policy = qos is null ? null : await EnsureAsync(account, record, qos, cancellationToken);
        if (policy is not null || clears)
        {
            target["qos_policy_id"] = policy;
        }
        try
        {
            return await account.SendAsync(call, cancellationToken);
        }
        catch (VimException gone) when (policy is not null && gone.Cause == VimErrorCause.NOT_FOUND && gone.Message.Contains(policy, StringComparison.Ordinal))
        {
            account.Policies.Forget(Name(qos!));
            target["qos_policy_id"] = await EnsureAsync(account, record, qos!, cancellationToken);
            return await account.SendAsync(call, cancellationToken);
        }
    }

    /// <summary>The identifier of a policy for these limits; null: there is none, and none is to be had, and the caller said that it goes without.</summary>
    private static async Task<string?> EnsureAsync(OsAccount account, ResourceRecord record, VimQos qos, CancellationToken cancellationToken)
    {
        var name = Name(qos);
        if (!await account.Cloud.HasExtensionAsync("qos", cancellationToken))
        {
            if (qos.BestEffort)
            {
                return null;
            }
            throw new VimException(VimErrorCause.NOT_SUPPORTED, $"{record.Kind.Token()} '{record.Key}' wants a bandwidth policy ({name}), but Neutron of account '{account.Id}' has no extension 'qos'.", retryable: false, record.Kind, record.Key);
        }
        if (account.Policies.Find(name) is { } known)
        {
            return known;
        }
        // Neutron takes two policies of one name: ports that come at the same time are to share one.
        using var alone = await account.Locks.EnterAsync($"qos/{name}", cancellationToken);
        if (account.Policies.Find(name) is { } meanwhile)
        {
            return meanwhile;
        }
        var found = await FindAsync(account, record, name, cancellationToken);
        string id;
        if (found is not null)
        {
            id = found.Id!;
        }
        else
        {
            var call = OsCall.Post(OsService.Network, "qos/policies", new JsonObject { ["policy"] = new JsonObject { ["name"] = name, ["description"] = Mark } }).For(record) with
            {
                What = $"create the QoS policy '{name}' (an administrator may make one of that name with these rules and share it)",
            };
            var answer = await account.SendAsync(qos.BestEffort ? call with { Accept = [403] } : call, cancellationToken);
            if (answer.Status == 403)
            {
                return null;
            }
            id = answer.Read(OsJson.Default.QosPolicyAnswer).Policy.Id!;
        }
        // The rules are set also on a found policy: its maker may have died between policy and rules. Present ones are refused with 409, which is what is wanted.
        await RuleAsync("bandwidth_limit_rules", "bandwidth_limit_rule", qos.MaxBitsPerSecond is { } max ? new JsonObject { ["max_kbps"] = Kbps(max) } : null);
        await RuleAsync("minimum_bandwidth_rules", "minimum_bandwidth_rule", qos.MinBitsPerSecond is { } min ? new JsonObject { ["min_kbps"] = Kbps(min), ["direction"] = "egress" } : null);
        await RuleAsync("dscp_marking_rules", "dscp_marking_rule", qos.Dscp is { } dscp ? new JsonObject { ["dscp_mark"] = dscp } : null);
        account.Policies.Keep(name, id);
        return id;

        async Task RuleAsync(string path, string member, JsonObject? rule)
        {
            if (rule is null)
            {
                return;
            }
            // 403 on a policy that an administrator shares: its rules are his.
            await account.SendAsync(OsCall.Post(OsService.Network, $"qos/policies/{id}/{path}", new JsonObject { [member] = rule }).For(record) with { Accept = found is not null ? [403, 404, 409] : [409], What = $"set the rule of QoS policy '{name}'" }, cancellationToken);
        }
    }

    /// <summary>The policy of a name, ours or one that an administrator shares; null: there is none.</summary>
    public static async Task<OsNamed?> FindAsync(OsAccount account, ResourceRecord record, string name, CancellationToken cancellationToken) =>
        await account.Cloud.HasExtensionAsync("qos", cancellationToken)
        && (await account.SendAsync(OsCall.Get(OsService.Network, $"qos/policies?name={name}").For(record), cancellationToken)).Read(OsJson.Default.QosPoliciesAnswer).Policies is [var found, ..]
            ? found
            : null;

    /// <summary>The policy that a port or network has; null: none.</summary>
    public static async Task<string?> OfAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        if (!await account.Cloud.HasExtensionAsync("qos", cancellationToken))
        {
            return null;
        }
        var isPort = record.Kind == VimResourceKind.Port;
        var answer = await account.SendAsync(OsCall.Get(OsService.Network, $"{(isPort ? "ports" : "networks")}/{record.VimId}").For(record) with { Accept = [404] }, cancellationToken);
        return answer.Status == 404 ? null : isPort ? answer.Read(OsJson.Default.PortAnswer).Port.QosPolicyId : answer.Read(OsJson.Default.NetworkAnswer).Network.QosPolicyId;
    }

    /// <summary>Removes a policy that this adapter made when nothing uses it any more; Neutron refuses while something does, and one of somebody else stays.</summary>
    public static async Task ForgetAsync(OsAccount account, ResourceRecord record, string id, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Network, $"qos/policies/{id}").For(record) with { Accept = [403, 404] }, cancellationToken);
        if (!answer.IsSuccess || answer.Read(JournalJson.Default.PolicyMarkAnswer).Policy is not { Description: Mark, Name: { } name })
        {
            return;
        }
        using var alone = await account.Locks.EnterAsync($"qos/{name}", cancellationToken);
        account.Policies.Forget(name);
        await account.SendAsync(OsCall.Delete(OsService.Network, $"qos/policies/{id}").For(record) with { Accept = [403, 404, 409], What = $"remove the QoS policy '{name}', which nothing uses any more" }, cancellationToken);
    }

    /// <summary>The name a policy with these limits has, e.g. <c>nfv-max-1000000-min-500000-dscp-46</c> (kbit/s).</summary>
    internal static string Name(VimQos qos)
    {
        var name = "nfv";
        if (qos.MaxBitsPerSecond is { } max)
        {
            name += string.Create(CultureInfo.InvariantCulture, $"-max-{Kbps(max)}");
        }
        if (qos.MinBitsPerSecond is { } min)
        {
            name += string.Create(CultureInfo.InvariantCulture, $"-min-{Kbps(min)}");
        }
        return qos.Dscp is { } dscp ? string.Create(CultureInfo.InvariantCulture, $"{name}-dscp-{dscp}") : name;
    }

    /// <summary>Neutron's unit, up to the largest that it takes.</summary>
    private static long Kbps(long bitsPerSecond) => Math.Clamp((bitsPerSecond + 999) / 1000, 1, int.MaxValue);
}
