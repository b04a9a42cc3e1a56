namespace NfvOrchestrator.Benchmarks.Load;

/// <summary>What is kept of a network service of the load when its life is over; small, since what the generator keeps counts as memory of the process that is measured.</summary>
/// <param name="Due">When it was due by the rate, whether or not the system was ready for it.</param>
/// <param name="Sent">When POST …/instantiate was sent.</param>
/// <param name="Accepted">When it was answered 202; zero: it was not.</param>
/// <param name="Ended">When the notification of the end of the instantiation was on the bus; zero: it was not.</param>
/// <param name="Failure">Why it failed; null: it did not.</param>
internal readonly record struct ServiceTimes(long Due, long Sent, long Accepted, long Ended, string? Failure);
