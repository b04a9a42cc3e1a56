using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>Neutron.</summary>
internal sealed partial class ShapedCloud
{
    private readonly Dictionary<string, (string Project, JsonObject Body)> networkTable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Project, JsonObject Body)> subnetTable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Project, JsonObject Body)> portTable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Project, JsonObject Body)> securityTable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Project, JsonObject Body)> qosTable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Project, JsonObject Body)> trunkTable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Project, JsonObject Body)> floatingTable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Project, JsonObject Body)> routerTable = new(StringComparer.Ordinal);
    private int macs;
    private int floatingAddresses;

    /// <summary>Networks, subnets, ports and security groups that exist, with their descriptions.</summary>
    public IReadOnlyList<(string Kind, JsonObject Body)> NetworkThings
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. networkTable.Values.Select(static v => ("network", v.Body)), .. subnetTable.Values.Select(static v => ("subnet", v.Body)),
                    .. portTable.Values.Select(static v => ("port", v.Body)), .. securityTable.Values.Where(static v => (string)v.Body["name"]! != "default").Select(static v => ("security group", v.Body)),
                ];
            }
        }
    }

    /// <summary>Ports a project may have.</summary>
    public int PortQuota { get; set; } = 50_000;

    /// <summary>Makes an outer network, which every project sees.</summary>
    public void AddOuterNetwork(string name = "public")
    {
        lock (gate)
        {
            networkTable["outer-" + name] = ("service", new JsonObject { ["id"] = "outer-" + name, ["name"] = name, ["shared"] = true, ["router:external"] = true, ["status"] = "ACTIVE", ["subnets"] = new JsonArray() });
        }
    }

    /// <summary>Takes an outer network away.</summary>
    public void RemoveOuterNetwork(string name)
    {
        lock (gate)
        {
            networkTable.Remove("outer-" + name);
        }
    }

    private CloudAnswer Network(CloudCall call)
    {
        var parts = call.Parts[1..]; // v2.0
        if (call.Method is "POST" or "PUT" && parts[0] is ("networks" or "ports") && (string?)call.Body![parts[0][..^1]]!["qos_policy_id"] is { } policy && !qosTable.ContainsKey(policy))
        {
            throw CloudRefusal.Neutron(404, "QosPolicyNotFound", $"QoS policy {policy} could not be found.");
        }
        return parts[0] switch
        {
            "extensions" => new CloudAnswer(200, new JsonObject { ["extensions"] = new JsonArray([.. new[] { "trunk", "qos", "port-security", "sfc", "security-group", "router", "provider", "binding", "allowed-address-pairs", "standard-attr-description" }.Select(static a => new JsonObject { ["alias"] = a })]) }),
            "quotas" => new CloudAnswer(200, $$"""{"quota":{"network":{"limit":100,"used":{{networkTable.Count}},"reserved":0},"port":{"limit":{{PortQuota}},"used":{{portTable.Count}},"reserved":0},"security_group":{"limit":10,"used":1,"reserved":0} } }"""),
            "networks" => Crud(call, parts, "network", networkTable, CreateNetwork, DeleteNetwork),
            "subnets" => Crud(call, parts, "subnet", subnetTable, CreateSubnet, static _ => { }),
            "ports" => Crud(call, parts, "port", portTable, CreatePort, DeletePort, Placed),
            "security-groups" => SecurityGroups(call, parts),
            "security-group-rules" => Rules(call, parts),
            "qos" => Qos(call, parts),
            "trunks" => Trunks(call, parts),
            "routers" => RoutersOf(call, parts),
            "floatingips" => Crud(call, parts, "floatingip", floatingTable, CreateFloatingIp, static _ => { }),
            _ => throw CloudRefusal.Neutron(404, "HTTPNotFound", "The resource could not be found."),
        };
    }

    private CloudAnswer SecurityGroups(CloudCall call, string[] parts)
    {
        DefaultGroup(call);
        return Crud(call, parts, "security_group", securityTable, CreateSecurityGroup, DeleteSecurityGroup);
    }

    /// <summary>The group that each project has from the moment somebody asks for one of its groups.</summary>
    private string DefaultGroup(CloudCall call)
    {
        var id = "default-of-" + call.Project;
        if (!securityTable.ContainsKey(id))
        {
            var group = CreateSecurityGroup(call, new JsonObject { ["name"] = "default", ["description"] = "Default security group" });
            group["id"] = id;
            securityTable[id] = (call.Project, group);
        }
        return id;
    }

    private void Bind(string port, string server)
    {
        if (portTable.TryGetValue(port, out var known))
        {
            known.Body["device_id"] = server;
            known.Body["device_owner"] = server.Length > 0 ? "compute:nova" : "";
            known.Body["status"] = server.Length > 0 ? "ACTIVE" : "DOWN";
        }
    }

    private static CloudAnswer Crud(CloudCall call, string[] parts, string name, Dictionary<string, (string Project, JsonObject Body)> table, Func<CloudCall, JsonObject, JsonObject> create, Action<string> delete, Action<JsonObject>? changed = null)
    {
        var plural = name + "s";
        switch (call.Method)
        {
            case "POST":
                var made = create(call, call.Body![name]!.AsObject());
                made["id"] ??= Guid.NewGuid().ToString();
                made["project_id"] = call.Project;
                made["created_at"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                table[(string)made["id"]!] = (call.Project, made);
                return new CloudAnswer(201, new JsonObject { [name] = made.DeepClone() });
            case "GET" when parts.Length == 1:
                var all = table.Values.Where(v => call.Q("project_id") is { } project ? v.Project == project : call.Admin || v.Project == call.Project || (bool?)v.Body["shared"] == true).Select(static v => v.Body);
                foreach (var filter in new[] { "name", "description", "network_id", "status", "cidr", "id", "security_group_id", "port_id", "device_id", "router:external", "shared" })
                {
                    if (call.Q(filter) is not null)
                    {
                        var any = call.Query[filter]; // the same name several times: any of the values
                        all = all.Where(b => any.Contains(b[filter]?.ToString() ?? ""));
                    }
                }
                return new CloudAnswer(200, new JsonObject { [plural] = new JsonArray([.. all.Select(static b => b.DeepClone())]) });
        }
        if (!table.TryGetValue(parts[1], out var found) || found.Project != call.Project)
        {
            throw CloudRefusal.Neutron(404, $"{name}NotFound", $"{name} {parts[1]} could not be found.");
        }
        if (call.Method == "DELETE")
        {
            delete(parts[1]);
            table.Remove(parts[1]);
            return new CloudAnswer(204, (string?)null);
        }
        if (call.Method == "PUT")
        {
            foreach (var (member, value) in call.Body![name]!.AsObject())
            {
                found.Body[member] = value?.DeepClone();
            }
            changed?.Invoke(found.Body);
        }
        return new CloudAnswer(200, new JsonObject { [name] = found.Body.DeepClone() });
    }

    private JsonObject CreateNetwork(CloudCall call, JsonObject wanted)
    {
        if (!call.Admin && wanted.Any(static p => p.Key.StartsWith("provider:", StringComparison.Ordinal)))
        {
            throw CloudRefusal.Neutron(403, "PolicyNotAuthorized", "(rule:create_network and rule:create_network:provider:network_type) is disallowed by policy");
        }
        if (!call.Admin && (bool?)wanted["shared"] == true)
        {
            throw CloudRefusal.Neutron(403, "PolicyNotAuthorized", "(rule:create_network and rule:create_network:shared) is disallowed by policy");
        }
        if ((string?)wanted["provider:network_type"] is { } technology)
        {
            var physical = (string?)wanted["provider:physical_network"];
            if (physical is null && (technology == "flat" || (technology == "vlan" && wanted["provider:segmentation_id"] is not null)))
            {
                throw CloudRefusal.Neutron(400, "InvalidInput", technology == "flat" ? "Invalid input for operation: physical_network required for flat provider network." : "Invalid input for operation: segmentation_id requires physical_network for VLAN provider network.");
            }
            if (technology == "flat" && networkTable.Values.Any(n => (string?)n.Body["provider:network_type"] == "flat" && (string?)n.Body["provider:physical_network"] == physical))
            {
                throw CloudRefusal.Neutron(409, "FlatNetworkInUse", $"Unable to create the flat network. Physical network {physical} is in use.");
            }
        }
        if ((int?)wanted["mtu"] > 1500)
        {
            throw CloudRefusal.Neutron(400, "InvalidInput", $"Invalid input for operation: Requested MTU is too big, maximum is 1500.");
        }
        var network = wanted.DeepClone().AsObject();
        network["status"] = "ACTIVE";
        network["mtu"] ??= 1450;
        network["subnets"] = new JsonArray();
        return network;
    }

    private void DeleteNetwork(string id)
    {
        if (portTable.Values.Any(p => (string?)p.Body["network_id"] == id))
        {
            throw CloudRefusal.Neutron(409, "NetworkInUse", $"Unable to complete operation on network {id}. There are one or more ports still in use on the network.");
        }
        foreach (var subnet in subnetTable.Where(s => (string?)s.Value.Body["network_id"] == id).Select(static s => s.Key).ToList())
        {
            subnetTable.Remove(subnet);
        }
    }

    private JsonObject CreateSubnet(CloudCall call, JsonObject wanted)
    {
        var network = (string)wanted["network_id"]!;
        if (!networkTable.TryGetValue(network, out var known))
        {
            throw CloudRefusal.Neutron(404, "NetworkNotFound", $"Network {network} could not be found.");
        }
        if (subnetTable.Values.Any(s => (string?)s.Body["network_id"] == network && (string?)s.Body["cidr"] == (string?)wanted["cidr"]))
        {
            throw CloudRefusal.Neutron(400, "InvalidInput", $"Invalid input for operation: Requested subnet with cidr: {(string?)wanted["cidr"]} for network: {network} overlaps with another subnet.");
        }
        var subnet = wanted.DeepClone().AsObject();
        subnet["id"] = Guid.NewGuid().ToString();
        known.Body["subnets"]!.AsArray().Add((string)subnet["id"]!);
        return subnet;
    }

    /// <summary>Addresses are drawn from the allocation pools of a subnet, where it has some.</summary>
    private static bool InPools(JsonObject subnet, byte[] address) => subnet["allocation_pools"] is not JsonArray { Count: > 0 } pools
        || pools.Any(p => IPAddress.Parse((string)p!["start"]!).GetAddressBytes().AsSpan().SequenceCompareTo(address) <= 0 && IPAddress.Parse((string)p["end"]!).GetAddressBytes().AsSpan().SequenceCompareTo(address) >= 0);

    private JsonObject CreatePort(CloudCall call, JsonObject wanted)
    {
        var network = (string)wanted["network_id"]!;
        if (!networkTable.TryGetValue(network, out var place))
        {
            throw CloudRefusal.Neutron(404, "NetworkNotFound", $"Network {network} could not be found.");
        }
        if (portTable.Values.Count(p => p.Project == call.Project) >= PortQuota)
        {
            throw CloudRefusal.Neutron(409, "OverQuota", "Quota exceeded for resources: ['port'].");
        }
        var port = wanted.DeepClone().AsObject();
        var addresses = new JsonArray();
        var all = (wanted["fixed_ips"] as JsonArray)?.Select(static a => (string?)a!["ip_address"]).OfType<string>().ToList() ?? [];
        var asked = all.Count > 0 ? all[0] : null;
        var subnets = subnetTable.Where(s => (string?)s.Value.Body["network_id"] == network).ToList();
        var taken = portTable.Values.Where(p => (string?)p.Body["network_id"] == network).SelectMany(static p => p.Body["fixed_ips"]!.AsArray()).Select(static a => (string)a!["ip_address"]!).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, subnet) in subnets)
        {
            var block = IPNetwork.Parse((string)subnet.Body["cidr"]!);
            if (asked is not null)
            {
                foreach (var address in all.Where(a => block.Contains(IPAddress.Parse(a))))
                {
                    if (!taken.Add(address))
                    {
                        throw CloudRefusal.Neutron(409, "IpAddressAlreadyAllocated", $"IP address {address} already allocated in subnet {id}");
                    }
                    addresses.Add(new JsonObject { ["subnet_id"] = id, ["ip_address"] = address });
                }
                continue;
            }
            var bytes = block.BaseAddress.GetAddressBytes();
            for (var host = 2; ; host++)
            {
                bytes[^1] = (byte)(host & 0xff);
                bytes[^2] = (byte)((block.BaseAddress.GetAddressBytes()[^2] & ~0) + (host >> 8));
                var candidate = new IPAddress(bytes).ToString();
                if (!block.Contains(new IPAddress(bytes)))
                {
                    throw CloudRefusal.Neutron(409, "IpAddressGenerationFailure", $"No more IP addresses available on network {network}.");
                }
                if (InPools(subnet.Body, bytes) && taken.Add(candidate))
                {
                    addresses.Add(new JsonObject { ["subnet_id"] = id, ["ip_address"] = candidate });
                    break;
                }
            }
        }
        if (asked is not null && addresses.Count == 0)
        {
            throw CloudRefusal.Neutron(400, "InvalidIpForNetwork", $"IP address {asked} is not a valid IP for any of the subnets on the specified network.");
        }
        port["fixed_ips"] = addresses;
        port["mac_address"] ??= string.Create(CultureInfo.InvariantCulture, $"fa:16:3e:00:{(++macs >> 8) & 255:x2}:{macs & 255:x2}");
        port["status"] = "DOWN";
        port["device_id"] = "";
        port["device_owner"] = "";
        port["port_security_enabled"] ??= (bool?)place.Body["port_security_enabled"] ?? true;
        port["security_groups"] ??= (bool?)port["port_security_enabled"] == false ? new JsonArray() : new JsonArray(DefaultGroup(call));
        return port;
    }

    /// <summary>Tells whether a port is wired, and of which subnet each of its addresses is, as Neutron does however it was asked for.</summary>
    private void Placed(JsonObject port)
    {
        port["status"] = (bool?)port["admin_state_up"] != false && (string?)port["device_id"] is { Length: > 0 } ? "ACTIVE" : "DOWN";
        foreach (var address in port["fixed_ips"]!.AsArray().OfType<JsonObject>().Where(static a => a["subnet_id"] is null && a["ip_address"] is not null))
        {
            address["subnet_id"] = subnetTable.First(s => (string?)s.Value.Body["network_id"] == (string?)port["network_id"] && IPNetwork.Parse((string)s.Value.Body["cidr"]!).Contains(IPAddress.Parse((string)address["ip_address"]!))).Key;
        }
    }

    private void DeletePort(string id)
    {
        if (trunkTable.Values.Any(t => t.Body["sub_ports"]!.AsArray().Any(s => (string?)s!["port_id"] == id) || (string?)t.Body["port_id"] == id))
        {
            throw CloudRefusal.Neutron(409, "PortInUse", $"Port {id} is currently a subport for trunk.");
        }
        foreach (var (_, floating) in floatingTable.Values.Where(f => (string?)f.Body["port_id"] == id))
        {
            (floating["port_id"], floating["fixed_ip_address"]) = (null, null);
        }
    }

    private CloudAnswer Trunks(CloudCall call, string[] parts)
    {
        if (call.Method == "PUT" && parts.Length == 3)
        {
            var ports = trunkTable[parts[1]].Body["sub_ports"]!.AsArray();
            foreach (var sub in call.Body!["sub_ports"]!.AsArray())
            {
                if (ports.FirstOrDefault(p => (string?)p!["port_id"] == (string?)sub!["port_id"]) is { } old)
                {
                    ports.Remove(old);
                }
                if (parts[2] == "add_subports")
                {
                    ports.Add(sub!.DeepClone());
                }
            }
            return new CloudAnswer(200, trunkTable[parts[1]].Body.ToJsonString());
        }
        return Crud(call, parts, "trunk", trunkTable, static (_, wanted) => wanted.DeepClone().AsObject(), id =>
        {
            if ((string?)portTable[(string)trunkTable[id].Body["port_id"]!].Body["device_id"] is { Length: > 0 })
            {
                throw CloudRefusal.Neutron(409, "TrunkInUse", $"Trunk {id} is currently in use.");
            }
        });
    }

    private CloudAnswer RoutersOf(CloudCall call, string[] parts)
    {
        if (parts.Length < 3)
        {
            return Crud(call, parts, "router", routerTable, static (_, wanted) => wanted.DeepClone().AsObject(), id =>
            {
                if (portTable.Values.Any(p => (string?)p.Body["device_id"] == id))
                {
                    throw CloudRefusal.Neutron(409, "RouterInUse", $"Router {id} still has ports");
                }
            });
        }
        if (parts[2] == "remove_router_interface")
        {
            portTable.Remove((string)call.Body!["port_id"]!);
            return new CloudAnswer(200, "{}");
        }
        var subnet = (string)call.Body!["subnet_id"]!;
        if ((string?)subnetTable[subnet].Body["gateway_ip"] is not { } gateway)
        {
            throw CloudRefusal.Neutron(400, "BadRequest", $"Bad router request: Subnet for router interface must have a gateway IP.");
        }
        if (portTable.Values.Any(p => (string?)p.Body["device_id"] == parts[1] && (string?)p.Body["fixed_ips"]![0]!["subnet_id"] == subnet))
        {
            throw CloudRefusal.Neutron(400, "BadRequest", $"Bad router request: Router already has a port on subnet {subnet}.");
        }
        var id = Guid.NewGuid().ToString();
        portTable[id] = (call.Project, new JsonObject
        {
            ["id"] = id,
            ["name"] = "",
            ["network_id"] = (string)subnetTable[subnet].Body["network_id"]!,
            ["device_id"] = parts[1],
            ["device_owner"] = "network:router_interface",
            ["mac_address"] = "fa:16:3e:ff:00:01",
            ["status"] = "ACTIVE",
            ["fixed_ips"] = new JsonArray(new JsonObject { ["subnet_id"] = subnet, ["ip_address"] = gateway }),
            ["security_groups"] = new JsonArray(),
        });
        return new CloudAnswer(200, new JsonObject { ["id"] = parts[1], ["port_id"] = id });
    }

    private JsonObject CreateFloatingIp(CloudCall call, JsonObject wanted)
    {
        var subnet = (string)portTable[(string)wanted["port_id"]!].Body["fixed_ips"]![0]!["subnet_id"]!;
        var ways = portTable.Values.Where(p => (string?)p.Body["device_owner"] == "network:router_interface" && (string?)p.Body["fixed_ips"]![0]!["subnet_id"] == subnet).Select(p => routerTable[(string)p.Body["device_id"]!].Body);
        if (!ways.Any(r => (string?)r["external_gateway_info"]?["network_id"] == (string?)wanted["floating_network_id"]))
        {
            throw CloudRefusal.Neutron(404, "ExternalGatewayForFloatingIPNotFound", $"External network {wanted["floating_network_id"]} is not reachable from subnet {subnet}.  Therefore, cannot associate Port {wanted["port_id"]} with a Floating IP.");
        }
        var inner = portTable[(string)wanted["port_id"]!].Body["fixed_ips"]!.AsArray().Select(static ip => (string)ip!["ip_address"]!).Where(static a => !a.Contains(':', StringComparison.Ordinal)).ToList();
        if (inner.Count == 0)
        {
            throw CloudRefusal.Neutron(400, "BadRequest", $"Bad floatingip request: Cannot add floating IP to port {wanted["port_id"]} that has no fixed IPv4 addresses.");
        }
        if (inner.Count > 1 && wanted["fixed_ip_address"] is null)
        {
            throw CloudRefusal.Neutron(400, "BadRequest", $"Bad floatingip request: Port {wanted["port_id"]} has multiple fixed IPv4 addresses. Must provide a specific IPv4 address when assigning a floating IP.");
        }
        var floating = wanted.DeepClone().AsObject();
        floating["floating_ip_address"] ??= string.Create(CultureInfo.InvariantCulture, $"203.0.113.{++floatingAddresses + 9}");
        return floating;
    }

    private JsonObject CreateSecurityGroup(CloudCall call, JsonObject wanted)
    {
        var group = wanted.DeepClone().AsObject();
        group["id"] = Guid.NewGuid().ToString();
        group["security_group_rules"] = new JsonArray(
            Rule((string)group["id"]!, new JsonObject { ["direction"] = "egress", ["ethertype"] = "IPv4" }), Rule((string)group["id"]!, new JsonObject { ["direction"] = "egress", ["ethertype"] = "IPv6" }));
        return group;
    }

    private void DeleteSecurityGroup(string id)
    {
        if (portTable.Values.Any(p => p.Body["security_groups"]!.AsArray().Any(g => (string?)g == id)))
        {
            throw CloudRefusal.Neutron(409, "SecurityGroupInUse", $"Security Group {id} in use.");
        }
    }

    private static JsonObject Rule(string group, JsonObject wanted)
    {
        var rule = wanted.DeepClone().AsObject();
        rule["id"] = Guid.NewGuid().ToString();
        rule["security_group_id"] = group;
        return rule;
    }

    private CloudAnswer Rules(CloudCall call, string[] parts)
    {
        if (call.Method == "POST")
        {
            var wanted = call.Body!["security_group_rule"]!.AsObject();
            var rules = securityTable[(string)wanted["security_group_id"]!].Body["security_group_rules"]!.AsArray();
            bool Same(JsonNode? r) => new[] { "direction", "ethertype", "protocol", "port_range_min", "port_range_max", "remote_ip_prefix", "remote_group_id" }.All(m => r![m]?.ToString() == wanted[m]?.ToString());
            if (rules.Any(Same))
            {
                throw CloudRefusal.Neutron(409, "SecurityGroupRuleExists", "Security group rule already exists.");
            }
            var rule = Rule((string)wanted["security_group_id"]!, wanted);
            rules.Add(rule);
            return new CloudAnswer(201, new JsonObject { ["security_group_rule"] = rule.DeepClone() });
        }
        foreach (var (_, body) in securityTable.Values)
        {
            var rules = body["security_group_rules"]!.AsArray();
            if (rules.FirstOrDefault(r => (string)r!["id"]! == parts[1]) is { } rule)
            {
                rules.Remove(rule);
                return new CloudAnswer(204, (string?)null);
            }
        }
        throw CloudRefusal.Neutron(404, "SecurityGroupRuleNotFound", $"Security group rule {parts[1]} does not exist");
    }

    private CloudAnswer Qos(CloudCall call, string[] parts)
    {
        if (call.Method == "GET" && parts.Length == 3)
        {
            return qosTable.TryGetValue(parts[2], out var one) ? new CloudAnswer(200, new JsonObject { ["policy"] = one.Body.DeepClone() }) : throw CloudRefusal.Neutron(404, "QosPolicyNotFound", $"QoS policy {parts[2]} could not be found.");
        }
        if (call.Method == "GET")
        {
            return new CloudAnswer(200, new JsonObject { ["policies"] = new JsonArray([.. qosTable.Values.Where(q => call.Q("name") is null || (string?)q.Body["name"] == call.Q("name")).Select(static q => q.Body.DeepClone())]) });
        }
        if (!call.Admin)
        {
            throw CloudRefusal.Neutron(403, "PolicyNotAuthorized", "rule:create_policy is disallowed by policy");
        }
        if (call.Method == "DELETE")
        {
            if (portTable.Values.Concat(networkTable.Values).FirstOrDefault(v => (string?)v.Body["qos_policy_id"] == parts[2]).Body is { } user)
            {
                throw CloudRefusal.Neutron(409, "QosPolicyInUse", $"QoS Policy {parts[2]} is used by port {user["id"]}.");
            }
            qosTable.Remove(parts[2]);
            return new CloudAnswer(204, (string?)null);
        }
        if (parts.Length == 2)
        {
            var policy = call.Body!["policy"]!.DeepClone().AsObject();
            policy["id"] = Guid.NewGuid().ToString();
            qosTable[(string)policy["id"]!] = (call.Project, policy);
            return new CloudAnswer(201, new JsonObject { ["policy"] = policy.DeepClone() });
        }
        if (parts[3] == "minimum_bandwidth_rules")
        {
            qosTable[parts[2]].Body["minimum"] = true;
        }
        return new CloudAnswer(201, call.Body!.ToJsonString());
    }

    /// <summary>Whether a port demands bandwidth of Placement, which no host has without network agents; on a tunnelled network it changes nothing.</summary>
    private bool NeedsBandwidth(string port) =>
        portTable[port].Body is var body && (string?)body["qos_policy_id"] is { } policy && qosTable[policy].Body["minimum"] is not null
        && networkTable[(string)body["network_id"]!].Body["provider:physical_network"] is not null;
}
