using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>
/// Which port of ours an interface of a server is. Neutron counts nothing itself: those who count name interfaces by MAC address (Nova's diagnostics) or by the name of the device on the host, which Nova makes from
/// the port's identifier (Gnocchi).
/// </summary>
internal sealed class PortNames
{
    /// <summary>What fits into the name of a network device of Linux beside the prefix.</summary>
    private const int InName = 11;

    private readonly Dictionary<(string Server, string Mac), string> byMac = [];
    private readonly Dictionary<string, (string Server, string Key)> byDevice = new(StringComparer.Ordinal);

    private PortNames()
    {
    }

    /// <summary>The ports of ours in the account's project that are plugged in now; one list.</summary>
    public static async Task<PortNames> ReadAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var ports = await account.ListAsync(
            OsService.Network, $"ports?project_id={project}&fields=id&fields=mac_address&fields=description&fields=device_id", OsJson.Default.PortsAnswer,
            static a => a.Ports, static p => p.Id, static a => a.Links.HasNext(), cancellationToken);
        var names = new PortNames();
        foreach (var port in ports)
        {
            if (port.DeviceId is { Length: > 0 } server && ResourceIdentity.Parse(port.Description, VimResourceKind.Port) is { } mark && mark.IsGenuine(account.Id))
            {
                names.byMac[(server, port.MacAddress.ToUpperInvariant())] = mark.Key;
                names.byDevice[port.Id.Length > InName ? port.Id[..InName] : port.Id] = (server, mark.Key);
            }
        }
        return names;
    }

    /// <summary>The key of the port of a server with a MAC address; null: it is none of ours.</summary>
    public string? OfMac(string server, string mac) => byMac.GetValueOrDefault((server, mac.ToUpperInvariant()));

    /// <summary>Server and key of the port behind a device of a host (<c>tap0b1c2d3e-4f</c>); null: it is none of ours.</summary>
    public (string Server, string Key)? OfDevice(string device)
        => device.Length > 3 && byDevice.TryGetValue(device[3..], out var port) ? port : null;
}
