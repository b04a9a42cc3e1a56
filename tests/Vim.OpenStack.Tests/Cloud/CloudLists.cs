using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>
/// What a project holds, kind by kind, as somebody else sees it: Debian's <c>openstack</c> client at the real one (one process for all lists), the API itself at the shaped server, which that client does not know.
/// </summary>
internal sealed class CloudLists(CloudProject project)
{
    private const string Client = "/usr/bin/openstack";

    /// <summary>What each list is called, the command of the client, the name of what identifies one in its answer.</summary>
    private static readonly (string Name, string Command, string Column)[] Commands =
    [
        (VimResourceKind.Compute.Token(), "server list -f json -c ID", "ID"),
        (VimResourceKind.AffinityGroup.Token(), "server group list -f json -c ID", "ID"),
        (VimResourceKind.Network.Token(), "network list --project {0} -f json -c ID", "ID"),
        (VimResourceKind.Port.Token(), "port list --project {0} --long -f json", "ID"),
        (VimResourceKind.SecurityGroup.Token(), "security group list --project {0} -f json -c ID -c Name", "ID"),
        (VimResourceKind.Storage.Token(), "volume list -f json -c ID", "ID"),
        (VimResourceKind.Image.Token(), "image list --private --tag nfv-orchestrator --long -f json -c ID -c Project", "ID"),
        (CloudListing.Subnets, "subnet list --project {0} -f json -c ID", "ID"),
        (CloudListing.Trunks, "network trunk list --long -f json", "ID"),
        (CloudListing.Routers, "router list --project {0} -f json -c ID", "ID"),
        (CloudListing.FloatingIps, "floating ip list --project {0} -f json", "Floating IP Address"),
    ];

    private static readonly (string Name, string Type, string Path, string Member, string Column)[] Lists =
    [
        (VimResourceKind.Compute.Token(), "compute", "/servers/detail", "servers", "id"),
        (VimResourceKind.AffinityGroup.Token(), "compute", "/os-server-groups", "server_groups", "id"),
        (VimResourceKind.Network.Token(), "network", "/v2.0/networks", "networks", "id"),
        (VimResourceKind.Port.Token(), "network", "/v2.0/ports", "ports", "id"),
        (VimResourceKind.SecurityGroup.Token(), "network", "/v2.0/security-groups", "security_groups", "id"),
        (VimResourceKind.Storage.Token(), "volumev3", "/volumes/detail", "volumes", "id"),
        (VimResourceKind.Image.Token(), "image", "/v2/images?tag=nfv-orchestrator", "images", "id"),
        (CloudListing.Subnets, "network", "/v2.0/subnets", "subnets", "id"),
        (CloudListing.Trunks, "network", "/v2.0/trunks", "trunks", "id"),
        (CloudListing.Routers, "network", "/v2.0/routers", "routers", "id"),
        (CloudListing.FloatingIps, "network", "/v2.0/floatingips", "floatingips", "floating_ip_address"),
    ];

    /// <summary>What there is; the default security group of the project, and what Neutron itself plugs into its networks, is nobody's.</summary>
    public async Task<CloudListing> ReadAsync() => new(CloudUnderTest.IsReal ? await ByClientAsync() : await ByApiAsync());

    private async Task<Dictionary<string, IReadOnlyList<string>>> ByApiAsync()
    {
        using var eyes = await project.EyesAsync();
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, type, path, member, column) in Lists)
        {
            found[name] =
            [
                .. (await eyes.ListAsync(type, path, member))
                    .Where(o => name != VimResourceKind.SecurityGroup.Token() || (string?)o["name"] != "default")
                    .Where(static o => (bool?)o["router:external"] != true && !IsOfNeutron((string?)o["device_owner"]))
                    .Select(o => (string)o[column]!).Order(StringComparer.Ordinal),
            ];
        }
        return found;
    }

    private async Task<Dictionary<string, IReadOnlyList<string>>> ByClientAsync()
    {
        var start = new ProcessStartInfo(Client) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[]
        {
            ("OS_AUTH_URL", project.Cloud.AuthUrl), ("OS_USERNAME", "admin"), ("OS_PASSWORD", ShapedCloud.Password), ("OS_PROJECT_NAME", project.Name),
            ("OS_USER_DOMAIN_NAME", "Default"), ("OS_PROJECT_DOMAIN_NAME", "Default"), ("OS_REGION_NAME", "RegionOne"), ("OS_IDENTITY_API_VERSION", "3"),
        })
        {
            start.Environment[name] = value;
        }
        using var client = Process.Start(start)!;
        foreach (var (_, command, _) in Commands)
        {
            await client.StandardInput.WriteLineAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, project.Id));
        }
        client.StandardInput.Close();
        var errors = client.StandardError.ReadToEndAsync();
        var text = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        var lists = Arrays(text);
        lists.Count.ShouldBe(Commands.Length, $"one list for each command of the openstack client; it said: {text} {await errors}");
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var ((name, _, column), list) in Commands.Zip(lists))
        {
            found[name] =
            [
                .. list.Where(o => name != VimResourceKind.SecurityGroup.Token() || o.GetProperty("Name").GetString() != "default")
                    .Where(o => name != VimResourceKind.Image.Token() || o.GetProperty("Project").GetString() == project.Id)
                    .Where(o => name != VimResourceKind.Port.Token() || !IsOfNeutron(o.GetProperty("Device Owner").GetString()))
                    // The client lists the trunks of all projects to an administrator.
                    .Where(o => name != CloudListing.Trunks || found[VimResourceKind.Port.Token()].Contains(o.GetProperty("Parent Port").GetString(), StringComparer.Ordinal))
                    .Select(o => o.GetProperty(column).GetString()!).Order(StringComparer.Ordinal),
            ];
        }
        return found;
    }

    /// <summary>Interfaces of routers and the like.</summary>
    private static bool IsOfNeutron(string? deviceOwner) => deviceOwner?.StartsWith("network:", StringComparison.Ordinal) == true;

    /// <summary>The JSON arrays in a text, whatever stands between them (the client's prompt).</summary>
    private static List<IReadOnlyList<JsonElement>> Arrays(string text)
    {
        var lists = new List<IReadOnlyList<JsonElement>>();
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var at = Array.IndexOf(bytes, (byte)'['); at >= 0;)
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(at), isFinalBlock: false, default);
            if (!JsonDocument.TryParseValue(ref reader, out var document))
            {
                break;
            }
            using (document)
            {
                lists.Add([.. document.RootElement.Clone().EnumerateArray()]);
            }
            var next = at + (int)reader.BytesConsumed;
            at = Array.IndexOf(bytes, (byte)'[', next);
        }
        return lists;
    }
}
