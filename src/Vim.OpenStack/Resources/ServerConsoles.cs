using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Consoles of servers (Nova from 2.6).</summary>
internal static class ServerConsoles
{
    public static async Task<VimConsole> OpenAsync(OsAccount account, VimResource server, string type, CancellationToken cancellationToken)
    {
        var protocol = type switch
        {
            "novnc" or "xvpvnc" => "vnc",
            "spice-html5" => "spice",
            "serial" => "serial",
            "rdp-html5" => "rdp",
            "webmks" => "mks",
            _ => throw new VimException(VimErrorCause.INVALID_REQUEST, $"'{type}' is not a type of console; novnc, spice-html5, serial, rdp-html5 and webmks are.", kind: VimResourceKind.Compute, resourceKey: server.Key),
        };
        var body = new JsonObject { ["remote_console"] = new JsonObject { ["protocol"] = protocol, ["type"] = type } };
        var call = OsCall.Post(OsService.Compute, $"servers/{server.VimResourceId}/remote-consoles", body) with { Repeatable = true, Kind = VimResourceKind.Compute, Key = server.Key, What = $"open a {type} console of the server" };
        return new VimConsole(type, (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.ConsoleAnswer).RemoteConsole.Url);
    }
}
