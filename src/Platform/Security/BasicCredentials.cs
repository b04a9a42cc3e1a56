using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NfvOrchestrator.Platform.Security;

/// <summary>User name and password of HTTP Basic authentication (RFC 7617), as read from a request or to be sent with one.</summary>
/// <param name="UserName">Without a colon.</param>
/// <param name="Password">Not to be logged.</param>
public readonly record struct BasicCredentials(string UserName, string Password)
{
    private const int MaxHeader = 2048;

    /// <summary>What the header <c>Authorization</c> of a request says; false: it has none, one of another scheme, or none that is well-formed.</summary>
    public static bool TryRead(HttpRequest request, out BasicCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(request);
        credentials = default;
        var header = request.Headers.Authorization.ToString();
        if (header.Length > MaxHeader || !AuthenticationHeaderValue.TryParse(header, out var login)
            || !string.Equals(login.Scheme, "Basic", StringComparison.OrdinalIgnoreCase) || login.Parameter is not { } encoded)
        {
            return false;
        }
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
        {
            return false;
        }
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return false;
        }
        credentials = new BasicCredentials(pair[..colon], pair[(colon + 1)..]);
        return true;
    }

    /// <summary>The header to send.</summary>
    public AuthenticationHeaderValue ToHeader() => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{Password}")));

    /// <summary>As a client logs in at a token endpoint: both parts are form-encoded before they are joined (RFC 6749 §2.3.1).</summary>
    public BasicCredentials FormEncoded() => new(Uri.EscapeDataString(UserName), Uri.EscapeDataString(Password));

    /// <summary>The reverse of <see cref="FormEncoded"/>.</summary>
    public BasicCredentials FormDecoded() => new(Decode(UserName), Decode(Password));

    /// <summary>Without the password, so that it does not slip into a log.</summary>
    public override string ToString() => $"BasicCredentials {{ UserName = {UserName}, Password = *** }}";

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
