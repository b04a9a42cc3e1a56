using System.Globalization;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>Nova and Placement.</summary>
internal sealed partial class ShapedCloud
{
    private readonly Dictionary<string, ShapedServer> serverTable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> flavourTable = new(StringComparer.Ordinal)
    {
        ["1"] = Flavour("1", "m1.tiny", 1, 512, 1),
        ["2"] = Flavour("2", "m1.small", 2, 2048, 10),
        ["3"] = Flavour("3", "lab.nohost", 1, 512, 4096),
        ["4"] = Flavour("4", "lab.exact", 2, 1024, 1),
    };

    private readonly Dictionary<string, (string Project, JsonObject Group)> groupTable = new(StringComparer.Ordinal);

    private readonly HashSet<string> keyPairs = new(StringComparer.Ordinal);

    private readonly HashSet<string> disabled = new(StringComparer.Ordinal);

    /// <summary>Hosts; false: down.</summary>
    public Dictionary<string, bool> Hosts { get; } = new(StringComparer.Ordinal) { ["compute1"] = true, ["compute2"] = true, ["compute3"] = true };

    /// <summary>Providers of bandwidth in Placement, with their traits, as network agents report them.</summary>
    public Dictionary<string, string[]> BandwidthOf { get; } = new(StringComparer.Ordinal);

    /// <summary>Hosts whose provider in Placement was changed: its generation, and the processors it has since.</summary>
    public Dictionary<string, (long Generation, int Processors)> Changed { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether servers that are made go to ERROR, as when no host can bind their ports.</summary>
    public bool BuildsFail { get; set; }

    /// <summary>Servers that exist, of all projects.</summary>
    public IReadOnlyList<ShapedServer> Servers
    {
        get
        {
            lock (gate)
            {
                return [.. serverTable.Values.Where(static s => s.Status != "DELETED")];
            }
        }
    }

    /// <summary>Changes a server behind everybody's back.</summary>
    public void Tamper(string id, Action<ShapedServer> change)
    {
        lock (gate)
        {
            change(serverTable[id]);
            serverTable[id].Updated = DateTimeOffset.UtcNow;
        }
    }

    /// <summary>Makes a second server like one that is there, as a request does that was carried out twice.</summary>
    public void Double(string id)
    {
        lock (gate)
        {
            var one = serverTable[id];
            var second = new ShapedServer(one.Project, one.Name, one.Flavour) { Status = one.Status, Host = one.Host, Image = one.Image, Metadata = new(one.Metadata, StringComparer.Ordinal), Tags = one.Tags };
            serverTable[second.Id] = second;
        }
    }

    private static JsonObject Flavour(string id, string name, int vcpus, int ram, int disk, int further = 0) =>
        new() { ["id"] = id, ["name"] = name, ["vcpus"] = vcpus, ["ram"] = ram, ["disk"] = disk, ["OS-FLV-EXT-DATA:ephemeral"] = further, ["OS-FLV-DISABLED:disabled"] = false, ["extra_specs"] = new JsonObject() };

    private CloudAnswer Compute(CloudCall call)
    {
        var parts = call.Parts[1..]; // v2.1
        if (parts.Length == 0)
        {
            return new CloudAnswer(200, new JsonObject { ["version"] = new JsonObject { ["id"] = "v2.1", ["version"] = NovaVersion, ["min_version"] = "2.1", ["status"] = "CURRENT" } });
        }
        if (call.NovaVersion.Length > 0 && Minor(call.NovaVersion) > Minor(NovaVersion))
        {
            throw CloudRefusal.Nova(406, "computeFault", $"Version {call.NovaVersion} is not supported by the API. Minimum is 2.1 and maximum is {NovaVersion}.");
        }
        return parts[0] switch
        {
            "flavors" => Flavors(call, parts),
            "servers" => ServersOf(call, parts),
            "os-server-groups" => Groups(call, parts),
            "os-keypairs" => KeyPairs(call),
            "os-availability-zone" => Zones(call, parts),
            "os-services" => call.Admin ? ComputeServices(call, parts) : throw Forbidden("os_compute_api:os-services:list"),
            "os-aggregates" => call.Admin ? new CloudAnswer(200, """{"aggregates":[{"name":"fast","availability_zone":null,"hosts":["compute1"]}]}""") : throw Forbidden("os_compute_api:os-aggregates:index"),
            "limits" => new CloudAnswer(200, new JsonObject
            {
                ["limits"] = new JsonObject
                {
                    ["absolute"] = new JsonObject
                    {
                        ["maxTotalInstances"] = ServerQuota,
                        ["totalInstancesUsed"] = Count(call.Project),
                        ["maxTotalCores"] = 20_000,
                        ["totalCoresUsed"] = Count(call.Project),
                        ["maxTotalRAMSize"] = 51_200_000,
                        ["totalRAMUsed"] = 512 * Count(call.Project),
                        ["maxServerGroups"] = 10,
                        ["totalServerGroupsUsed"] = groupTable.Count,
                    },
                },
            }),
            _ => throw CloudRefusal.Nova(404, "itemNotFound", "The resource could not be found."),
        };
    }

    private CloudAnswer ComputeServices(CloudCall call, string[] parts)
    {
        if (call.Method == "PUT")
        {
            var host = parts[1]["service-".Length..];
            disabled.Remove(host);
            if ((string?)call.Body!["status"] == "disabled")
            {
                disabled.Add(host);
            }
        }
        var all = Hosts.Where(h => call.Q("host") is null || call.Q("host") == h.Key);
        return new CloudAnswer(200, new JsonObject { ["services"] = new JsonArray([.. all.Select(h => new JsonObject { ["id"] = "service-" + h.Key, ["binary"] = "nova-compute", ["host"] = h.Key, ["zone"] = "nova", ["status"] = disabled.Contains(h.Key) ? "disabled" : "enabled", ["state"] = h.Value ? "up" : "down" })]) });
    }

    private int Count(string project) => serverTable.Values.Count(s => s.Project == project && s.Status != "DELETED");

    private static int Minor(string version) => int.Parse(version.AsSpan(version.IndexOf('.', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);

    private static CloudRefusal Forbidden(string rule) => CloudRefusal.Nova(403, "forbidden", $"Policy doesn't allow {rule} to be performed.");

    private CloudAnswer Zones(CloudCall call, string[] parts)
    {
        var zone = new JsonObject { ["zoneName"] = "nova", ["zoneState"] = new JsonObject { ["available"] = true }, ["hosts"] = null };
        if (parts.Length == 2)
        {
            if (!call.Admin)
            {
                throw Forbidden("os_compute_api:os-availability-zone:detail");
            }
            zone["hosts"] = new JsonObject([.. Hosts.Select(static h => KeyValuePair.Create(h.Key, (JsonNode?)new JsonObject { ["nova-compute"] = new JsonObject { ["active"] = true, ["available"] = h.Value } }))]);
        }
        return new CloudAnswer(200, new JsonObject { ["availabilityZoneInfo"] = new JsonArray(zone) });
    }

    private CloudAnswer FlavorPage(CloudCall call)
    {
        var (page, next) = Page(call, flavourTable.Values.OrderBy(static f => (string)f["id"]!, StringComparer.Ordinal));
        var answer = new JsonObject { ["flavors"] = page };
        if (next is not null)
        {
            answer["flavors_links"] = new JsonArray(new JsonObject { ["rel"] = "next", ["href"] = $"{Url}/compute/v2.1/flavors/detail?marker={next}" });
        }
        return new CloudAnswer(200, answer);
    }

    /// <summary>What a list answers of all that it could, by <c>marker</c> and <c>limit</c>; and the marker of the next page, when there is one.</summary>
    private static (JsonArray Page, string? Next) Page(CloudCall call, IEnumerable<JsonObject> all)
    {
        if (call.Q("marker") is { } marker)
        {
            all = all.SkipWhile(i => (string?)i["id"] != marker).Skip(1);
        }
        var limit = call.Q("limit") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 1000;
        var page = all.Take(limit + 1).ToList();
        return (new JsonArray([.. page.Take(limit).Select(static i => i.DeepClone())]), page.Count > limit ? (string)page[limit - 1]["id"]! : null);
    }

    private CloudAnswer Flavors(CloudCall call, string[] parts)
    {
        if (call.Method == "GET")
        {
            return parts is [_, "detail"]
                ? FlavorPage(call)
                : parts is [_, var id, "os-extra_specs"] ? new CloudAnswer(200, new JsonObject { ["extra_specs"] = flavourTable[id]["extra_specs"]!.DeepClone() }) : throw CloudRefusal.Nova(404, "itemNotFound", "Flavor could not be found.");
        }
        if (!call.Admin)
        {
            throw Forbidden("os_compute_api:os-flavor-manage:create");
        }
        if (parts is [_, var flavour, "os-extra_specs"])
        {
            foreach (var (name, value) in call.Body!["extra_specs"]!.AsObject())
            {
                flavourTable[flavour]["extra_specs"]![name] = value!.DeepClone();
            }
            return new CloudAnswer(200, call.Body!.ToJsonString());
        }
        var wanted = call.Body!["flavor"]!;
        var made = Flavour((string)wanted["id"]!, (string)wanted["name"]!, (int)wanted["vcpus"]!, (int)wanted["ram"]!, (int)wanted["disk"]!, (int?)wanted["OS-FLV-EXT-DATA:ephemeral"] ?? 0);
        return flavourTable.TryAdd((string)made["id"]!, made) ? new CloudAnswer(200, new JsonObject { ["flavor"] = made.DeepClone() }) : throw CloudRefusal.Nova(409, "conflictingRequest", "Flavor already exists.");
    }

    private CloudAnswer KeyPairs(CloudCall call)
    {
        var name = (string)call.Body!["keypair"]!["name"]!;
        return keyPairs.Add(name) ? new CloudAnswer(201, call.Body.ToJsonString()) : throw CloudRefusal.Nova(409, "conflictingRequest", $"Key pair '{name}' already exists.");
    }

    private CloudAnswer Groups(CloudCall call, string[] parts)
    {
        switch (call.Method)
        {
            case "POST":
                var wanted = call.Body!["server_group"]!;
                var group = new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["name"] = (string)wanted["name"]!, ["policy"] = (string?)wanted["policy"] ?? (string)wanted["policies"]![0]!, ["members"] = new JsonArray() };
                groupTable[(string)group["id"]!] = (call.Project, group);
                return new CloudAnswer(200, new JsonObject { ["server_group"] = group.DeepClone() });
            case "DELETE":
                return groupTable.Remove(parts[1]) ? new CloudAnswer(204, (string?)null) : throw CloudRefusal.Nova(404, "itemNotFound", $"Instance group {parts[1]} could not be found.");
            default:
                return parts.Length == 2
                    ? groupTable.TryGetValue(parts[1], out var found) ? new CloudAnswer(200, new JsonObject { ["server_group"] = found.Group.DeepClone() }) : throw CloudRefusal.Nova(404, "itemNotFound", "Instance group could not be found.")
                    : new CloudAnswer(200, new JsonObject { ["server_groups"] = new JsonArray([.. groupTable.Values.Where(g => g.Project == call.Project).Select(static g => g.Group.DeepClone())]) });
        }
    }

    private CloudAnswer ServersOf(CloudCall call, string[] parts)
    {
        foreach (var server in serverTable.Values)
        {
            server.Advance();
        }
        if (call.Method == "POST" && parts.Length == 1)
        {
            return CreateServer(call);
        }
        if (parts.Length == 1 || parts[1] == "detail")
        {
            return ListServers(call, detail: parts.Length == 2);
        }
        if (!serverTable.TryGetValue(parts[1], out var one) || one.Project != call.Project || one.Status == "DELETED")
        {
            throw CloudRefusal.Nova(404, "itemNotFound", $"Instance {parts[1]} could not be found.");
        }
        if (parts.Length == 2)
        {
            if (call.Method == "DELETE")
            {
                one.Remove(BuildTime);
                return new CloudAnswer(204, (string?)null);
            }
            if (call.Method == "PUT")
            {
                one.Name = (string)call.Body!["server"]!["name"]!;
                one.Touch();
            }
            return new CloudAnswer(200, new JsonObject { ["server"] = one.ToJson(call.Admin) });
        }
        return ServerPart(call, one, parts);
    }

    /// <summary>Half a processor busy since it was made, a quarter of the memory, 8 kbit/s into each of its interfaces and nothing out.</summary>
    private JsonObject Diagnostics(ShapedServer one)
    {
        var age = (long)(DateTimeOffset.UtcNow - one.Created).TotalMilliseconds;
        return new JsonObject
        {
            ["state"] = "running",
            ["driver"] = "libvirt",
            ["num_cpus"] = 1,
            ["cpu_details"] = new JsonArray(new JsonObject { ["id"] = 0, ["time"] = age * 500_000, ["utilisation"] = null }),
            ["memory_details"] = new JsonObject { ["maximum"] = 512, ["used"] = 128 },
            ["nic_details"] = new JsonArray([.. one.Ports.Select(p => new JsonObject { ["mac_address"] = portTable[p].Body["mac_address"]!.DeepClone(), ["rx_octets"] = age, ["tx_octets"] = 100 })]),
            ["uptime"] = 1,
        };
    }

    private CloudAnswer ServerPart(CloudCall call, ShapedServer one, string[] parts)
    {
        switch (parts[2])
        {
            case "metadata":
                one.Metadata = call.Body!["metadata"]!.AsObject().ToDictionary(static p => p.Key, static p => (string)p.Value!, StringComparer.Ordinal);
                one.Touch();
                return new CloudAnswer(200, call.Body!.ToJsonString());
            case "diagnostics":
                return call.Admin ? new CloudAnswer(200, Diagnostics(one).ToJsonString()) : throw Forbidden("os_compute_api:os-server-diagnostics");
            case "os-instance-actions":
                return parts.Length == 3
                    ? new CloudAnswer(200, new JsonObject { ["instanceActions"] = new JsonArray([.. one.Actions.AsEnumerable().Reverse().Select(static a => a.ToJson())]) })
                    : one.Actions.FindLast(a => a.RequestId == parts[3]) is { } entry
                        ? new CloudAnswer(200, new JsonObject { ["instanceAction"] = entry.ToJson(call.Admin) })
                        : throw CloudRefusal.Nova(404, "itemNotFound", $"Action {parts[3]} not found");
            case "os-interface":
                if (call.Method == "GET")
                {
                    return new CloudAnswer(200, new JsonObject { ["interfaceAttachments"] = new JsonArray([.. one.Ports.Select(static p => new JsonObject { ["port_id"] = p, ["port_state"] = "ACTIVE" })]) });
                }
                var port = call.Method == "POST" ? (string)call.Body!["interfaceAttachment"]!["port_id"]! : parts[3];
                Bind(port, call.Method == "POST" ? one.Id : "");
                one.Ports.Remove(port);
                if (call.Method == "POST")
                {
                    one.Ports.Add(port);
                }
                return new CloudAnswer(call.Method == "POST" ? 200 : 202, call.Method == "POST" ? new JsonObject { ["interfaceAttachment"] = new JsonObject { ["port_id"] = port } }.ToJsonString() : null);
            case "os-volume_attachments":
                var volume = call.Method == "POST" ? (string)call.Body!["volumeAttachment"]!["volumeId"]! : parts[3];
                Attach(volume, call.Method == "POST" ? one.Id : null);
                one.Volumes.Remove(volume);
                if (call.Method == "POST")
                {
                    one.Volumes.Add(volume);
                }
                return new CloudAnswer(call.Method == "POST" ? 200 : 202, call.Method == "POST" ? new JsonObject { ["volumeAttachment"] = new JsonObject { ["volumeId"] = volume } }.ToJsonString() : null);
            case "action":
                return ServerAction(call, one);
            case "remote-consoles":
                return new CloudAnswer(200, new JsonObject { ["remote_console"] = new JsonObject { ["protocol"] = "vnc", ["type"] = "novnc", ["url"] = $"http://127.0.0.1:6080/vnc_lite.html?path={one.Id}" } });
            default:
                throw CloudRefusal.Nova(404, "itemNotFound", "The resource could not be found.");
        }
    }

    private CloudAnswer ServerAction(CloudCall call, ShapedServer one)
    {
        var (name, value) = call.Body!.First();
        void Demand(params string[] states)
        {
            if (!states.Contains(one.Status, StringComparer.Ordinal))
            {
                throw CloudRefusal.Nova(409, "conflictingRequest", $"Cannot '{name}' instance {one.Id} while it is in vm_state {one.Status.ToLowerInvariant()}");
            }
        }
        // Who would not get in beside what is there.
        bool Fits(JsonObject flavour) => (int)flavour["ram"]! <= 65_536 && (int)flavour["disk"]! <= 1024;
        void Simply(string action, string task, string to, params string[] states)
        {
            Demand(states);
            one.Begin(action, call.RequestId, task, to, BuildTime);
        }
        if (one.Task is not null && name != "confirmResize")
        {
            throw CloudRefusal.Nova(409, "conflictingRequest", $"Cannot '{name}' instance {one.Id} while it is in task_state {one.Task}");
        }
        switch (name)
        {
            case "os-stop":
                Simply("stop", "powering-off", "SHUTOFF", "ACTIVE", "ERROR");
                break;
            case "os-start":
                Simply("start", "powering-on", "ACTIVE", "SHUTOFF");
                break;
            case "pause":
                Simply("pause", "pausing", "PAUSED", "ACTIVE");
                break;
            case "unpause":
                Simply("unpause", "unpausing", "ACTIVE", "PAUSED");
                break;
            case "suspend":
                Simply("suspend", "suspending", "SUSPENDED", "ACTIVE");
                break;
            case "resume":
                Simply("resume", "resuming", "ACTIVE", "SUSPENDED");
                break;
            case "shelve":
                Simply("shelve", "shelving", "SHELVED_OFFLOADED", "ACTIVE", "SHUTOFF", "PAUSED", "SUSPENDED");
                break;
            case "unshelve":
                Simply("unshelve", "spawning", "ACTIVE", "SHELVED", "SHELVED_OFFLOADED");
                break;
            case "os-resetState":
                if (!call.Admin)
                {
                    throw CloudRefusal.Nova(403, "forbidden", "Policy doesn't allow os_compute_api:os-admin-actions:reset_state to be performed.");
                }
                (one.Status, one.Task) = ((string)value!["state"]! == "error" ? "ERROR" : "ACTIVE", null);
                one.Touch();
                break;
            case "reboot":
                one.Begin("reboot", call.RequestId, "rebooting", "ACTIVE", BuildTime);
                break;
            case "resize":
                Demand("ACTIVE", "SHUTOFF");
                if (!flavourTable.TryGetValue((string)value!["flavorRef"]!, out var flavour))
                {
                    throw CloudRefusal.Nova(400, "badRequest", "Unable to locate requested flavor.");
                }
                if ((string)flavour["name"]! == (string)one.Flavour["name"]!)
                {
                    throw CloudRefusal.Nova(400, "badRequest", "When resizing, instances must change flavor!");
                }
                if (!Fits(flavour))
                {
                    one.BeginInVain("resize", call.RequestId, "resize_prep", BuildTime);
                    break;
                }
                (one.NextFlavour, one.Before) = (flavour, (one.Status, one.Flavour, one.Host));
                one.Begin("resize", call.RequestId, "resize_prep", "VERIFY_RESIZE", BuildTime);
                break;
            case "confirmResize":
                Demand("VERIFY_RESIZE");
                one.Flavour = one.NextFlavour!;
                one.Begin("confirmResize", call.RequestId, null, one.Before?.Status ?? "ACTIVE", TimeSpan.Zero);
                return new CloudAnswer(204, (string?)null);
            case "revertResize":
                Demand("VERIFY_RESIZE");
                one.Host = one.Before!.Value.Host;
                one.Begin("revertResize", call.RequestId, "resize_reverting", one.Before.Value.Status, BuildTime);
                break;
            case "rebuild":
                Demand("ACTIVE", "SHUTOFF", "ERROR");
                one.Image = (string)value!["imageRef"]!;
                one.Begin("rebuild", call.RequestId, "rebuilding", one.Status == "SHUTOFF" ? "SHUTOFF" : "ACTIVE", BuildTime);
                return new CloudAnswer(202, new JsonObject { ["server"] = one.ToJson() });
            case "createImage":
                var image = NewImage(call.Project, OfServer(one, (string)value!["name"]!), value["metadata"] as JsonObject, "active", 1024);
                one.Note("createImage", call.RequestId).IsEnded = true;
                return new CloudAnswer(202, new JsonObject { ["image_id"] = image }) { Location = $"{Url}/image//v2/images/{image}" };
            case "migrate" or "os-migrateLive" or "evacuate":
                if (!call.Admin)
                {
                    throw Forbidden($"os_compute_api:os-migrate-server:{name}");
                }
                if (name == "evacuate" && Hosts[one.Host])
                {
                    throw CloudRefusal.Nova(400, "badRequest", $"Compute service of {one.Host} is still in use.");
                }
                if (name == "os-migrateLive")
                {
                    Demand("ACTIVE", "PAUSED");
                }
                Demand("ACTIVE", "SHUTOFF", "PAUSED", "ERROR");
                var journalled = name == "os-migrateLive" ? "live-migration" : name;
                if (((string?)value?["host"] ?? Hosts.FirstOrDefault(h => h.Value && h.Key != one.Host && !disabled.Contains(h.Key)).Key) is not { } target)
                {
                    one.BeginInVain(journalled, call.RequestId, "migrating", BuildTime);
                    break;
                }
                (one.NextFlavour, one.Before, one.Host) = (one.Flavour, (one.Status, one.Flavour, one.Host), target);
                one.Begin(journalled, call.RequestId, name == "evacuate" ? "rebuilding" : "migrating", name == "migrate" ? "VERIFY_RESIZE" : one.Status == "ERROR" ? "ACTIVE" : one.Status, BuildTime);
                break;
            default:
                throw CloudRefusal.Nova(400, "badRequest", $"There is no such action: {name}");
        }
        return new CloudAnswer(202, (string?)null);
    }

    private CloudAnswer ListServers(CloudCall call, bool detail)
    {
        var all = serverTable.Values.Where(s => s.Project == call.Project).OrderBy(static s => s.Created).ThenBy(static s => s.Id, StringComparer.Ordinal).AsEnumerable();
        if (call.Q("changes-since") is { } text)
        {
            var since = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
            all = all.Where(s => s.Updated >= since);
        }
        else
        {
            all = all.Where(static s => s.Status != "DELETED");
        }
        if (call.Query["status"] is { Count: > 0 } statuses)
        {
            all = all.Where(s => statuses.Contains(s.Status, StringComparer.Ordinal));
        }
        if (call.Q("tags") is { } tags)
        {
            // The tags of a server go with it.
            all = all.Where(s => s.Status != "DELETED" && tags.Split(',').All(t => s.Tags.Contains(t, StringComparer.Ordinal)));
        }
        if (call.Q("marker") is { } marker)
        {
            all = all.SkipWhile(s => s.Id != marker).Skip(1);
        }
        var limit = int.Parse(call.Q("limit") ?? "1000", CultureInfo.InvariantCulture);
        var page = all.Take(limit + 1).ToList();
        var answer = new JsonObject { ["servers"] = new JsonArray([.. page.Take(limit).Select(s => detail ? s.ToJson(call.Admin) : new JsonObject { ["id"] = s.Id, ["name"] = s.Name, ["links"] = new JsonArray() })]) };
        if (page.Count > limit)
        {
            answer["servers_links"] = new JsonArray(new JsonObject { ["rel"] = "next", ["href"] = $"{Url}/compute/v2.1/servers{(detail ? "/detail" : "")}?marker={page[limit - 1].Id}" });
        }
        return new CloudAnswer(200, answer);
    }

    private CloudAnswer CreateServer(CloudCall call)
    {
        var wanted = call.Body!["server"]!;
        if (!flavourTable.TryGetValue((string)wanted["flavorRef"]!, out var flavour))
        {
            throw CloudRefusal.Nova(400, "badRequest", $"Invalid flavorRef provided: Flavor {(string)wanted["flavorRef"]!} could not be found.");
        }
        if ((string?)wanted["user_data"] is { Length: > 65_535 } data)
        {
            throw CloudRefusal.Nova(400, "badRequest", $"Invalid input for field/attribute user_data. Value: {data}. '{data}' is too long");
        }
        if ((string?)wanted["imageRef"] is { Length: > 0 } image && !imageTable.ContainsKey(image))
        {
            throw CloudRefusal.Nova(400, "badRequest", "Can not find requested image");
        }
        if ((string?)wanted["availability_zone"] is { } zone && zone != "nova")
        {
            throw CloudRefusal.Nova(400, "badRequest", "The requested availability zone is not available");
        }
        if ((string?)wanted["key_name"] is { } keyPair && !keyPairs.Contains(keyPair))
        {
            throw CloudRefusal.Nova(400, "badRequest", "Invalid key_name provided.");
        }
        var local = (wanted["block_device_mapping_v2"] as JsonArray ?? []).Where(static d => (string?)d!["source_type"] == "blank" && (string?)d["destination_type"] == "local").Sum(static d => (long)d!["volume_size"]!);
        if (local > (int)flavour["OS-FLV-EXT-DATA:ephemeral"]!)
        {
            throw CloudRefusal.Nova(400, "badRequest", "Ephemeral disks requested are larger than the instance type allows. If no size is given in one block device mapping, flavor ephemeral size will be used.");
        }
        if (wanted["networks"] is null)
        {
            throw CloudRefusal.Nova(400, "badRequest", "Invalid input for field/attribute server. 'networks' is a required property");
        }
        if ((string?)wanted["host"] is { } host)
        {
            if (call.NovaVersion.Length == 0 || Minor(call.NovaVersion) < 74)
            {
                throw CloudRefusal.Nova(400, "badRequest", "Invalid input for field/attribute server. Additional properties are not allowed ('host' was unexpected)");
            }
            if (!call.Admin)
            {
                throw Forbidden("compute:servers:create:requested_destination");
            }
            if (!Hosts.ContainsKey(host))
            {
                throw CloudRefusal.Nova(400, "badRequest", $"Compute host {host} could not be found.");
            }
        }
        if (Count(call.Project) >= ServerQuota)
        {
            throw CloudRefusal.Nova(403, "forbidden", $"Quota exceeded for instances: Requested 1, but already used {ServerQuota} of {ServerQuota} instances");
        }
        var up = Hosts.Where(h => h.Value && !disabled.Contains(h.Key)).Select(static h => h.Key).ToList();
        var server = new ShapedServer(call.Project, (string)wanted["name"]!, flavour)
        {
            Host = (string?)wanted["host"] ?? up[serverTable.Count % up.Count],
            ConfigDrive = (bool?)wanted["config_drive"] == true,
            Metadata = wanted["metadata"]?.AsObject().ToDictionary(static p => p.Key, static p => (string)p.Value!, StringComparer.Ordinal) ?? new(StringComparer.Ordinal),
            Tags = [.. (wanted["tags"] as JsonArray ?? []).Select(static t => (string)t!)],
            UserData = (string?)wanted["user_data"],
            KeyPair = (string?)wanted["key_name"],
            Image = (string?)wanted["imageRef"] is { Length: > 0 } booted ? booted : null,
        };
        foreach (var network in wanted["networks"] as JsonArray ?? [])
        {
            var port = (string)network!["port"]!;
            if (!portTable.TryGetValue(port, out var known))
            {
                throw CloudRefusal.Nova(400, "badRequest", $"Port {port} could not be found.");
            }
            if ((string?)known.Body["device_id"] is { Length: > 0 })
            {
                throw CloudRefusal.Nova(409, "conflictingRequest", $"Port {port} is still in use.");
            }
            Bind(port, server.Id);
            server.Ports.Add(port);
        }
        foreach (var disk in wanted["block_device_mapping_v2"] as JsonArray ?? [])
        {
            if ((string?)disk!["source_type"] == "volume")
            {
                Attach((string)disk["uuid"]!, server.Id);
                server.Volumes.Add((string)disk["uuid"]!);
            }
        }
        var fault = BuildsFail ? "Exceeded maximum number of retries. Exhausted all hosts available for retrying build failures for instance." : (string)flavour["name"]! == "lab.nohost" ? "No valid host was found. There are not enough hosts available."
            : (string?)call.Body["os:scheduler_hints"]?["group"] is { } group && !Joins(group, server, (string?)wanted["host"]) ? "No valid host was found. " : null;
        fault ??= server.Ports.Any(NeedsBandwidth) && BandwidthOf.Count == 0 ? "No valid host was found. There are not enough hosts available." : null;
        server.Build(BuildTime, fault);
        serverTable[server.Id] = server;
        server.Removed = () =>
        {
            foreach (var port in server.Ports)
            {
                Bind(port, "");
            }
            foreach (var volume in server.Volumes)
            {
                Attach(volume, null);
            }
        };
        return new CloudAnswer(202, new JsonObject { ["server"] = new JsonObject { ["id"] = server.Id, ["adminPass"] = "x", ["links"] = new JsonArray() } });
    }

    /// <summary>Anti-affinity: a host that no other member is on. Affinity, also where it is only wished for: the one they are on.</summary>
    private bool Joins(string group, ShapedServer server, string? named)
    {
        server.Group = group;
        if (groupTable.TryGetValue(group, out var joined))
        {
            joined.Group["members"]!.AsArray().Add(server.Id);
        }
        if (groupTable.TryGetValue(group, out var together) && ((string)together.Group["policy"]!).EndsWith("affinity", StringComparison.Ordinal) && !((string)together.Group["policy"]!).Contains("anti", StringComparison.Ordinal))
        {
            server.Host = named ?? serverTable.Values.FirstOrDefault(s => s.Group == group && s.Status is not ("DELETED" or "ERROR"))?.Host ?? server.Host;
            return true;
        }
        if (!groupTable.TryGetValue(group, out var known) || (string)known.Group["policy"]! != "anti-affinity")
        {
            return true;
        }
        var taken = serverTable.Values.Where(s => s.Group == group && s.Status is not ("DELETED" or "ERROR")).Select(static s => s.Host).ToHashSet(StringComparer.Ordinal);
        var free = Hosts.FirstOrDefault(h => h.Value && !disabled.Contains(h.Key) && !taken.Contains(h.Key)).Key;
        server.Host = free ?? "";
        return free is not null;
    }

    private (long Generation, int Processors) Provider(string id) => Changed.TryGetValue(id["rp-".Length..], out var changed) ? changed : (1, 16);

    private CloudAnswer Placement(CloudCall call)
    {
        if (call.Parts.Length == 0)
        {
            return new CloudAnswer(200, """{"versions":[{"id":"v1.0","max_version":"1.39","min_version":"1.0","status":"CURRENT"}]}""");
        }
        if (!call.Admin)
        {
            return new CloudAnswer(403, """{"errors":[{"status":403,"title":"Forbidden","detail":"Access was denied to this resource.\n\n placement:resource_providers:list","code":"placement.undefined_code"}]}""");
        }
        return call.Parts switch
        {
            [_] when call.Q("resources")?.StartsWith("NET_BW_EGR_KILOBIT_PER_SEC:", StringComparison.Ordinal) == true => new CloudAnswer(200, new JsonObject { ["resource_providers"] = new JsonArray([.. BandwidthOf.Keys.Select(static b => new JsonObject { ["uuid"] = b, ["name"] = b, ["parent_provider_uuid"] = "rp-compute1", ["root_provider_uuid"] = "rp-compute1" })]) }),
            [_, var wire, "traits"] when BandwidthOf.TryGetValue(wire, out var traits) => new CloudAnswer(200, new JsonObject { ["traits"] = new JsonArray([.. traits.Select(static t => (JsonNode)t)]) }),
            [_] => new CloudAnswer(200, new JsonObject { ["resource_providers"] = new JsonArray([.. Hosts.Keys.Select(h => new JsonObject { ["uuid"] = "rp-" + h, ["name"] = h, ["parent_provider_uuid"] = null, ["root_provider_uuid"] = "rp-" + h, ["generation"] = Provider("rp-" + h).Generation })]) }),
            [_, var rp, "inventories"] => new CloudAnswer(200, $$"""{"inventories":{"VCPU":{"total":{{Provider(rp).Processors}},"reserved":0,"allocation_ratio":4.0},"PCPU":{"total":16,"reserved":0,"allocation_ratio":1.0},"MEMORY_MB":{"total":65536,"reserved":512,"allocation_ratio":1.0},"DISK_GB":{"total":1024,"reserved":0,"allocation_ratio":1.0} } }"""),
            [_, var rp, "usages"] => new CloudAnswer(200, $$"""{"usages":{"VCPU":{{serverTable.Values.Count(s => "rp-" + s.Host == rp && s.Status != "DELETED")}},"PCPU":0,"MEMORY_MB":1024,"DISK_GB":10} }"""),
            [_, _, "traits"] => new CloudAnswer(200, """{"traits":["HW_CPU_X86_AVX2","COMPUTE_NODE"]}"""),
            _ => new CloudAnswer(404, """{"errors":[{"status":404,"title":"Not Found","detail":"no"}]}"""),
        };
    }
}
