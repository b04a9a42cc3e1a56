using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace NfvOrchestrator.Vim.OpenStack.Accounts;

/// <summary>HTTP clients by what they trust: accounts with the same authorities share connections.</summary>
internal sealed class OsHttpClients : IConfigureNamedOptions<HttpClientFactoryOptions>
{
    /// <summary>Longest time until a connection is there; a host that does not say anything is away.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private const string Prefix = "openstack:";
    private readonly ConcurrentDictionary<string, OpenStackAccountSettings> trust = new(StringComparer.Ordinal);

    /// <summary>Name of the client for an account.</summary>
    public string NameFor(OpenStackAccountSettings settings)
    {
        var name = Prefix + (!settings.VerifyTls ? "unverified" : settings.CaBundle is { } pem ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pem)).AsSpan(0, 8)) : "system");
        trust.TryAdd(name, settings);
        return name;
    }

    public void Configure(HttpClientFactoryOptions options)
    {
    }

    public void Configure(string? name, HttpClientFactoryOptions options)
    {
        if (name is null || !name.StartsWith(Prefix, StringComparison.Ordinal) || !trust.TryGetValue(name, out var settings))
        {
            return;
        }
        options.HandlerLifetime = Timeout.InfiniteTimeSpan; // PooledConnectionLifetime follows DNS
        options.HttpClientActions.Add(static http => http.Timeout = Timeout.InfiniteTimeSpan); // each request has its own
        options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = Handler(settings));
    }

    private static SocketsHttpHandler Handler(OpenStackAccountSettings settings)
    {
        var tls = new SslClientAuthenticationOptions();
        if (!settings.VerifyTls)
        {
#pragma warning disable CA5359 // asked for by name, for labs
            tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (settings.CaBundle is { } pem)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(AccountSettingsCheck.Certificates(settings, pem));
            tls.CertificateChainPolicy = policy;
        }
        return new SocketsHttpHandler
        {
            SslOptions = tls,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10), // OpenStack's servers close idle connections early
            MaxConnectionsPerServer = 64,
            UseCookies = false,
            AllowAutoRedirect = false, // a redirected DELETE must not become a GET
        };
    }
}
