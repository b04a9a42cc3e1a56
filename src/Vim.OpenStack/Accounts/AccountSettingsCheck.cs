using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NfvOrchestrator.Vim.OpenStack.Accounts;

/// <summary>What can be said about account settings without asking the cloud. Pure.</summary>
internal static class AccountSettingsCheck
{
    private static readonly string[] Services = ["compute", "network", "image", "volume", "placement", "metric"];

    /// <summary>Throws INVALID_REQUEST naming the first setting that is wrong.</summary>
    public static void Validate(OpenStackAccountSettings settings)
    {
        Check(settings.Id.Length is >= 1 and <= 64 && settings.Id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'), settings, "id has 1 to 64 letters, digits or - _ .");
        Check(IsUrl(settings.AuthUrl), settings, $"authUrl '{settings.AuthUrl}' is not an http(s) URL such as https://keystone:5000/v3");
        if (settings.ApplicationCredentialId is not null)
        {
            Check(settings.ApplicationCredentialSecret is { Length: > 0 }, settings, "applicationCredentialSecret is missing");
            Check(settings.UserName is null && settings.Password is null && settings.Project is null && settings.ProjectId is null, settings,
                "an application credential brings its user and project: leave userName, password, project and projectId out");
        }
        else
        {
            Check(settings.UserName is { Length: > 0 } && settings.Password is { Length: > 0 }, settings, "userName and password are needed (or applicationCredentialId and applicationCredentialSecret)");
            Check(settings.Project is { Length: > 0 } || settings.ProjectId is { Length: > 0 }, settings, "project or projectId is needed: resources live in a project");
        }
        Check(settings.Interface is "public" or "internal" or "admin", settings, $"interface is '{settings.Interface}'; public, internal and admin are known");
        Check(settings.MinimumBandwidth is OpenStackAccountSettings.BestEffortBandwidth or OpenStackAccountSettings.RequireBandwidth, settings, $"minimumBandwidth is '{settings.MinimumBandwidth}'; bestEffort and require are known");
        Check(settings.SshPublicKey is null || IsPublicKey(settings.SshPublicKey), settings, "sshPublicKey is not a public key of OpenSSH in one line, such as 'ssh-ed25519 AAAA… comment'");
        foreach (var (service, url) in settings.EndpointOverrides)
        {
            Check(Services.Contains(service, StringComparer.Ordinal), settings, $"endpointOverrides names '{service}'; {string.Join(", ", Services)} are known");
            Check(IsUrl(url), settings, $"endpointOverrides.{service} '{url}' is not an http(s) URL");
        }
        if (settings.CaBundle is { } pem)
        {
            Check(settings.VerifyTls, settings, "caBundle has no use with verifyTls false");
            _ = Certificates(settings, pem);
        }
    }

    /// <summary>
    /// Names of the settings that differ and decide to whom the secret (or a token got by it) is sent, how sure it is that it arrives there, and whose it is. With any of them another, the stored secret is not used:
    /// whoever may change an account could have it sent to himself.
    /// </summary>
    public static IReadOnlyList<string> Redirected(OpenStackAccountSettings before, OpenStackAccountSettings after)
    {
        var changed = new List<string>();
        Compare("authUrl", before.AuthUrl.TrimEnd('/'), after.AuthUrl.TrimEnd('/'));
        Compare("userName", before.UserName, after.UserName);
        Compare("userDomain", before.UserDomain, after.UserDomain);
        Compare("applicationCredentialId", before.ApplicationCredentialId, after.ApplicationCredentialId);
        Compare("caBundle", before.CaBundle, after.CaBundle);
        Compare("verifyTls", before.VerifyTls ? "true" : "false", after.VerifyTls ? "true" : "false");
        changed.AddRange(after.EndpointOverrides.Where(o => !before.EndpointOverrides.TryGetValue(o.Key, out var url) || url.TrimEnd('/') != o.Value.TrimEnd('/')).Select(static o => $"endpointOverrides.{o.Key}"));
        return changed;

        void Compare(string name, string? one, string? other)
        {
            if (!string.Equals(one, other, StringComparison.Ordinal))
            {
                changed.Add(name);
            }
        }
    }

    /// <summary>The certificates of a bundle.</summary>
    public static X509Certificate2Collection Certificates(OpenStackAccountSettings settings, string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException wrong)
        {
            throw Wrong(settings, $"caBundle cannot be read as PEM: {wrong.Message}");
        }
        return certificates.Count > 0 ? certificates : throw Wrong(settings, "caBundle holds no certificate (-----BEGIN CERTIFICATE-----)");
    }

    /// <summary>Also keeps people from giving away a private key.</summary>
    private static bool IsPublicKey(string text) =>
        text.Length <= 16_384 && !text.AsSpan().ContainsAny('\r', '\n') && text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var type, var key, ..]
        && (type.StartsWith("ssh-", StringComparison.Ordinal) || type.StartsWith("ecdsa-sha2-", StringComparison.Ordinal) || type.StartsWith("sk-", StringComparison.Ordinal))
        && Convert.TryFromBase64String(key, new byte[key.Length], out var length) && length > 16;

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0;

    private static void Check(bool holds, OpenStackAccountSettings settings, string what)
    {
        if (!holds)
        {
            throw Wrong(settings, what);
        }
    }

    private static VimException Wrong(OpenStackAccountSettings settings, string what) =>
        new(VimErrorCause.INVALID_REQUEST, $"The OpenStack account '{settings.Id}' is not usable: {what}. Nothing was stored or called.");
}
