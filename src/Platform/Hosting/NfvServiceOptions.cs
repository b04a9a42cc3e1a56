using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Security;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>
/// What every service of the house has in common, bound from the configuration section <c>Nfv</c> (environment: <c>Nfv__Auth__Authority</c> …) and
/// checked when the service starts: a wrong value stops the start with the name of the setting, not a request hours later.
/// </summary>
public sealed class NfvServiceOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Nfv";

    /// <summary>Name in logs, traces and problem reports, for example <c>nfvo</c>; set by <c>AddNfvService</c>.</summary>
    public string ServiceName { get; set; } = "";

    /// <summary>Largest request body in bytes where an endpoint does not say otherwise (<c>WithBodyLimit</c>): 4 MiB.</summary>
    public long MaxRequestBodyBytes { get; set; } = 4L * 1024 * 1024;

    /// <summary>Largest sum of all request header bytes: 32 KiB.</summary>
    public int MaxRequestHeaderBytes { get; set; } = 32 * 1024;

    /// <summary>Largest request line (method, path, query with attribute filters) in bytes: 16 KiB.</summary>
    public int MaxRequestLineBytes { get; set; } = 16 * 1024;

    /// <summary>Connections served at a time; further ones are refused.</summary>
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>How long a stopping service waits for running requests and for hosted services to hand their leases back.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Trust <c>X-Forwarded-For/-Proto/-Host</c> from the <see cref="KnownProxies"/> (and from loopback); off unless a proxy stands in front.</summary>
    public bool UseForwardedHeaders { get; set; }

    /// <summary>Addresses of proxies whose forwarded headers count.</summary>
    public IList<string> KnownProxies { get; } = [];

    /// <summary>Serve <c>/swagger</c> without a token: right in a lab, wrong where the shape of the API is nobody's business.</summary>
    public bool AnonymousSwagger { get; set; }

    /// <summary>Who may come in.</summary>
    public NfvAuthOptions Auth { get; set; } = new();

    /// <summary>How logs are written.</summary>
    public NfvLogFormat LogFormat { get; set; } = NfvLogFormat.SingleLine;

    /// <summary>Least level that is written (per category: section <c>Logging:LogLevel</c>).</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;
}
