namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Time a VNF gets to go out of service by itself.</summary>
internal static class Grace
{
    private const int DefaultSeconds = 60;
    private const int MaxSeconds = 86_400;

    /// <summary>The seconds of a request; null: none, it is stopped at once.</summary>
    public static int? Seconds(bool graceful, int? timeout, string name)
    {
        if (!graceful && timeout is not null)
        {
            throw Unfit.Request($"{name} goes with GRACEFUL only.");
        }
        if (timeout is < 0 or > MaxSeconds)
        {
            throw Unfit.Request($"{name} is {timeout}; 0 to {MaxSeconds} seconds are possible.");
        }
        return graceful ? timeout ?? DefaultSeconds : null;
    }
}
