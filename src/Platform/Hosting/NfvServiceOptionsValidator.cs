using System.Net;
using Microsoft.Extensions.Options;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Checks <see cref="NfvServiceOptions"/> at start.</summary>
internal sealed class NfvServiceOptionsValidator : IValidateOptions<NfvServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, NfvServiceOptions options)
    {
        List<string> errors = [];
        void Require(bool holds, string setting, string rule)
        {
            if (!holds)
            {
                errors.Add($"{NfvServiceOptions.Section}:{setting} {rule}");
            }
        }
        Require(options.ServiceName.Length is > 0 and <= 64, nameof(options.ServiceName), "must have 1 to 64 characters");
        Require(options.MaxRequestBodyBytes is >= 1024 and <= 1L << 40, nameof(options.MaxRequestBodyBytes), "must be 1 KiB to 1 TiB");
        Require(options.MaxRequestHeaderBytes is >= 4096 and <= 1 << 20, nameof(options.MaxRequestHeaderBytes), "must be 4 KiB to 1 MiB");
        Require(options.MaxRequestLineBytes is >= 1024 and <= 1 << 20, nameof(options.MaxRequestLineBytes), "must be 1 KiB to 1 MiB");
        Require(options.MaxConnections >= 1, nameof(options.MaxConnections), "must be at least 1");
        Require(options.ShutdownTimeout > TimeSpan.Zero && options.ShutdownTimeout <= TimeSpan.FromMinutes(10), nameof(options.ShutdownTimeout), "must be between 0 and 10 minutes");
        foreach (var proxy in options.KnownProxies)
        {
            Require(IPAddress.TryParse(proxy, out _), nameof(options.KnownProxies), $"holds '{proxy}', which is not an IP address");
        }
        var auth = options.Auth;
        Require(auth.Audience.Length > 0, "Auth:Audience", "must not be empty");
        Require(auth.ClockSkew >= TimeSpan.Zero && auth.ClockSkew <= TimeSpan.FromMinutes(5), "Auth:ClockSkew", "must be 0 to 5 minutes");
        Require(auth.TokenCacheSize is >= 0 and <= 1_000_000, "Auth:TokenCacheSize", "must be 0 to 1000000");
        foreach (var (setting, value) in new[] { ("Auth:Authority", auth.Authority), ("Auth:MetadataAddress", auth.MetadataAddress) })
        {
            if (string.IsNullOrEmpty(value))
            {
                continue;
            }
            if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                errors.Add($"{NfvServiceOptions.Section}:{setting} must be an absolute http(s) URL, not '{value}'");
            }
            else
            {
                Require(
                    uri.Scheme == "https" || uri.IsLoopback || auth.AllowPlainHttp,
                    setting,
                    "must be https unless it is on loopback: signing keys fetched in the clear can be replaced on the way (Nfv:Auth:AllowPlainHttp=true accepts that)");
            }
        }
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
