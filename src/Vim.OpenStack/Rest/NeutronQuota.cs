using System.Text.RegularExpressions;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>Neutron says which quota is used up, and not how much it is: the numbers are asked for.</summary>
internal static partial class NeutronQuota
{
    private const int MaxNames = 4;

    /// <summary>Whether an answer is a quota of Neutron that is used up.</summary>
    public static bool IsExceeded(OsCall call, VimException failure) => call.Service == OsService.Network && failure.Cause == VimErrorCause.QUOTA_EXCEEDED;

    /// <summary>The failure with limit and use of what it names; as it is when they cannot be had within the time of one look (<see cref="OpenStackOptions.ReadTimeout"/>, for which whoever asked waits anyway).</summary>
    public static async Task<VimException> WithNumbersAsync(OsConnection cloud, OsAnswer refusal, VimException failure, TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(most, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            var project = (await cloud.TokenAsync(limit.Token)).ProjectId;
            var answer = await cloud.SendAsync(OsCall.Get(OsService.Network, $"quotas/{project}/details.json") with { Accept = [403, 404] }, limit.Token);
            if (!answer.IsSuccess)
            {
                return failure;
            }
            var details = answer.Read(OsJson.Default.NetworkQuotaAnswer).Quota;
            var numbers = Names().Matches(OsErrors.Read(refusal).Words).Select(static m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).Take(MaxNames)
                .Where(details.ContainsKey).Select(name => $"{details[name].Used + details[name].Reserved} of {details[name].Limit} {name}").ToList();
            return numbers.Count == 0
                ? failure
                : new VimException(failure.Error with { Message = $"{failure.Message} In use: {string.Join(", ", numbers)}." }, failure.Kind, failure.ResourceKey, failure);
        }
        catch (Exception untold) when (untold is VimException or OperationCanceledException)
        {
            return failure; // it says what is used up
        }
    }

    [GeneratedRegex("'(?<name>[a-z_]{1,40})'", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Names();
}
