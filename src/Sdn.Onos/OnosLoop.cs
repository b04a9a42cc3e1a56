using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.Sdn.Onos;

/// <summary>Turns the driver: at its poll interval, faster while paths settle, at once when asked; and measures loads.</summary>
internal sealed class OnosLoop : BackgroundLoop
{
    private readonly OnosSdnDriver driver;
    private readonly OnosOptions options;
    private DateTimeOffset measureAt;

    public OnosLoop(OnosSdnDriver driver, OnosOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<OnosLoop> logger)
        : base($"sdn.onos.{options.ControllerId}", registry, time, logger)
    {
        this.driver = driver;
        this.options = options;
        measureAt = time.GetUtcNow() + options.MetricsInterval;
        driver.Urgent += Wake;
    }

    /// <summary>A controller that restarts is back within seconds: do not sleep long.</summary>
    protected override TimeSpan LongestBackOff => TimeSpan.FromSeconds(5);

    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        var started = Time.GetUtcNow();
        var pause = await driver.TurnAsync(cancellationToken);
        if (started >= measureAt)
        {
            measureAt = started + options.MetricsInterval;
            await driver.MeasureAsync(cancellationToken);
        }
        return pause;
    }
}
