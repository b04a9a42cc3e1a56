namespace NfvOrchestrator.Placement.Capacity;

/// <summary>What a VIM tells of the limit of an account as a whole.</summary>
/// <param name="Limit">Most there may be in all zones together; <see cref="ResourceAmounts.Unlimited"/> in dimensions without a limit. Virtual CPUs include dedicated ones, memory includes huge pages.</param>
/// <param name="Used">What is used, by whomever.</param>
public sealed record AccountUse(ResourceAmounts Limit, ResourceAmounts Used);
