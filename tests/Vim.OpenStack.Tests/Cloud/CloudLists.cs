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

    private static readonly (VimResourceKind Kind, string Command)[] Commands =
    [
        (VimResourceKind.Compute, "server list -f json -c ID"),
        (VimResourceKind.AffinityGroup, "server group list -f json -c ID"),
        (VimResourceKind.Network, "network list --project {0} -f json -c ID"),
        (VimResourceKind.Port, "port list --project {0} -f json -c ID"),
        (VimResourceKind.SecurityGroup, "security group list --project {0} -f json -c ID -c Name"),
        (VimResourceKind.Storage, "volume list -f json -c ID"),
        (VimResourceKind.Image, "image list --private --tag nfv-orchestrator --long -f json -c ID -c Project"),
    ];

    private static readonly (VimResourceKind Kind, string Type, string Path, string Member)[] Lists =
    [
        (VimResourceKind.Compute, "compute", "/servers/detail", "servers"),
        (VimResourceKind.AffinityGroup, "compute", "/os-server-groups", "server_groups"),
        (VimResourceKind.Network, "network", "/v2.0/networks", "networks"),
        (VimResourceKind.Port, "network", "/v2.0/ports", "ports"),
        (VimResourceKind.SecurityGroup, "network", "/v2.0/security-groups", "security_groups"),
        (VimResourceKind.Storage, "volumev3", "/volumes/detail", "volumes"),
        (VimResourceKind.Image, "image", "/v2/images?tag=nfv-orchestrator", "images"),
    ];

    /// <summary>Identifiers by kind; the default security group of the project is nobody's.</summary>
    public async Task<IReadOnlyDictionary<VimResourceKind, IReadOnlyList<string>>> ReadAsync() => CloudUnderTest.IsReal ? await ByClientAsync() : await ByApiAsync();

    private async Task<Dictionary<VimResourceKind, IReadOnlyList<string>>> ByApiAsync()
    {
        using var eyes = await project.EyesAsync();
        var found = new Dictionary<VimResourceKind, IReadOnlyList<string>>();
        foreach (var (kind, type, path, member) in Lists)
        {
            found[kind] = [.. (await eyes.ListAsync(type, path, member)).Where(o => kind != VimResourceKind.SecurityGroup || (string?)o["name"] != "default").Select(static o => (string)o["id"]!).Order(StringComparer.Ordinal)];
        }
        return found;
    }

    private async Task<Dictionary<VimResourceKind, IReadOnlyList<string>>> ByClientAsync()
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
        foreach (var (_, command) in Commands)
        {
            await client.StandardInput.WriteLineAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, project.Id));
        }
        client.StandardInput.Close();
        var errors = client.StandardError.ReadToEndAsync();
        var text = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        var lists = Arrays(text);
        lists.Count.ShouldBe(Commands.Length, $"one list for each command of the openstack client; it said: {text} {await errors}");
        var found = new Dictionary<VimResourceKind, IReadOnlyList<string>>();
        foreach (var ((kind, _), list) in Commands.Zip(lists))
        {
            found[kind] =
            [
                .. list.Where(o => (kind != VimResourceKind.SecurityGroup || o.GetProperty("Name").GetString() != "default") && (kind != VimResourceKind.Image || o.GetProperty("Project").GetString() == project.Id))
                    .Select(static o => o.GetProperty("ID").GetString()!).Order(StringComparer.Ordinal),
            ];
        }
        return found;
    }

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
