using System.Diagnostics;

namespace NfvOrchestrator.TestKit;

/// <summary>Waits for conditions instead of for time.</summary>
public static class Eventually
{
    /// <summary>Returns as soon as the condition holds; throws when it does not within the limit.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(30);
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds} s: {what}");
            }
            await Task.Delay(5);
        }
    }

    /// <summary>Returns as soon as the condition holds; throws when it does not within the limit.</summary>
    public static Task HoldsAsync(Func<bool> condition, string what, TimeSpan? within = null)
        => HoldsAsync(() => Task.FromResult(condition()), what, within);
}
