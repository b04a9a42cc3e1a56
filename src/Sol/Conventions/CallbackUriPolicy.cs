using System.Net;
using System.Net.Sockets;
using NfvOrchestrator.Sol.Text;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>
/// Guards against callback URIs that point inside (SSRF): only http(s), no loopback, link-local (with the cloud metadata address), multicast or
/// unspecified addresses. A name is judged again by the addresses it resolves to at connect time, so that a name cannot change its mind.
/// </summary>
public sealed class CallbackUriPolicy(CallbackUriOptions options)
{
    private const int MaxLength = 2048;

    /// <summary>Judges the text of a URI. Returns what is wrong with it, or null.</summary>
    public string? Check(string? text)
    {
        if (text is null || text.Length > MaxLength || !Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return $"callbackUri must be an absolute URI of at most {MaxLength} characters.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps && (options.RequireHttps || uri.Scheme != Uri.UriSchemeHttp))
        {
            return $"callbackUri must be {(options.RequireHttps ? "https" : "http or https")}, not '{Clip.Text(uri.Scheme, 20)}'.";
        }

        if (uri.UserInfo.Length > 0)
        {
            return "callbackUri must not carry a user name or password; use the attribute 'authentication'.";
        }

        var host = uri.IdnHost.TrimEnd('.');
        if (host.Length == 0)
        {
            return "callbackUri names no host.";
        }

        if (!options.AllowLoopback && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)))
        {
            return "callbackUri must not point to this host itself.";
        }

        return IPAddress.TryParse(host.Trim('[', ']'), out var address) && !IsAllowed(address)
            ? $"callbackUri must not point to the address {address}."
            : null;
    }

    /// <summary>Judges the text of a URI; throws <see cref="SolProblemException"/> (422).</summary>
    public void Require(string? text)
    {
        if (Check(text) is { } wrong)
        {
            throw SolProblem.Unprocessable(wrong).With("attribute", "$.callbackUri").ToException();
        }
    }

    /// <summary>Whether notifications may go to an address.</summary>
    public bool IsAllowed(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (IPAddress.IsLoopback(address))
        {
            return options.AllowLoopback;
        }

        Span<byte> b = stackalloc byte[16];
        address.TryWriteBytes(b, out var length);
        if (length == 4)
        {
            if (b[0] == 0 || b[0] >= 224 || (b[0] == 169 && b[1] == 254) || (b[0] == 192 && b[1] == 0 && b[2] == 0))
            {
                return false;
            }

            var isPrivate = b[0] == 10 || (b[0] == 172 && (b[1] & 0xF0) == 16) || (b[0] == 192 && b[1] == 168) || (b[0] == 100 && (b[1] & 0xC0) == 64);
            return !isPrivate || options.AllowPrivate;
        }

        // IPv6: unspecified, IPv4-compatible, link-local, site-local, multicast; NAT64 and 6to4 hide an IPv4 address; AWS keeps metadata in fd00:ec2::254.
        if (address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any) || !b[..12].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        if (b[0] == 0x00 && b[1] == 0x64 && b[2] == 0xFF && b[3] == 0x9B)
        {
            return IsAllowed(new IPAddress(b[12..16]));
        }

        if (b[0] == 0x20 && b[1] == 0x02)
        {
            return IsAllowed(new IPAddress(b[2..6]));
        }

        if ((b[0] & 0xFE) == 0xFC)
        {
            return options.AllowPrivate && !(b[0] == 0xFD && b[1] == 0x00 && b[2] == 0x0E && b[3] == 0xC2);
        }

        return true;
    }

    /// <summary>
    /// For <see cref="SocketsHttpHandler.ConnectCallback"/>: connects only to allowed addresses of the host. Throws <see cref="HttpRequestException"/> when there is none.
    /// Turn automatic redirects off as well.
    /// </summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var endpoint = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(endpoint.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken);
        var allowed = addresses.Where(IsAllowed).ToArray();
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"No address of {endpoint.Host} may be called back: {string.Join(", ", addresses.Take(4).Select(static a => a.ToString()))}.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endpoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
