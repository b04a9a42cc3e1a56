using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace NfvOrchestrator.Platform.Telemetry;

/// <summary>
/// Traces and metrics of this process. However many services share it, there is one tracer and one meter provider: the first start makes them, the last stop flushes them.
/// With <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> set they export by OTLP; without, activities are only created so that trace ids reach logs, the journal and other services.
/// </summary>
public static class NfvTelemetry
{
    /// <summary>Prefix of all our activity sources and meters.</summary>
    public const string Prefix = "NfvOrchestrator.";

    /// <summary>Activities of the platform itself (bus, outbox, operations).</summary>
    public static readonly ActivitySource Source = new(Prefix + "Platform");

    /// <summary>Metrics of the platform itself.</summary>
    public static readonly Meter Meter = new(Prefix + "Platform");

    private static readonly Lock Gate = new();
    private static int users;
    private static IDisposable? running;

    /// <summary>Joins the process's telemetry; dispose to leave it.</summary>
    /// <param name="serviceName">Name in traces when this is the first (else OTEL_SERVICE_NAME or the first one's name holds).</param>
    public static IDisposable Join(string serviceName)
    {
        lock (Gate)
        {
            if (users++ == 0)
            {
                running = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")) ? new IdsOnly() : new Exporting(serviceName);
            }
        }
        return new Membership();
    }

    private static void Leave()
    {
        IDisposable? last = null;
        lock (Gate)
        {
            if (--users == 0)
            {
                (last, running) = (running, null);
            }
        }
        last?.Dispose(); // flushes: outside the lock, it may take seconds
    }

    private sealed class Membership : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                Leave();
            }
        }
    }

    private sealed class IdsOnly : IDisposable
    {
        private readonly ActivityListener listener = new()
        {
            ShouldListenTo = s => s.Name.StartsWith(Prefix, StringComparison.Ordinal) || s.Name is "Microsoft.AspNetCore" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };

        public IdsOnly() => ActivitySource.AddActivityListener(listener);

        public void Dispose() => listener.Dispose();
    }

    private sealed class Exporting : IDisposable
    {
        private readonly TracerProvider? traces;
        private readonly MeterProvider? metrics;

        public Exporting(string serviceName)
        {
            var resource = ResourceBuilder.CreateDefault().AddService(Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") ?? serviceName, serviceNamespace: "nfv");
            traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "System.Net.Http", Prefix + "*")
                .AddOtlpExporter()
                .Build();
            metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", Prefix + "*")
                .AddOtlpExporter()
                .Build();
        }

        public void Dispose()
        {
            traces?.Dispose();
            metrics?.Dispose();
        }
    }
}
