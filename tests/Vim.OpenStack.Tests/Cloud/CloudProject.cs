using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>A project of its own with the user <c>admin</c> in it and without quotas, so that whatever is in it is the test's.</summary>
internal sealed class CloudProject : IAsyncDisposable
{
    private readonly CloudEyes? keystone;

    private CloudProject(CloudUnderTest cloud, string name, CloudEyes? keystone) => (Cloud, Name, this.keystone) = (cloud, name, keystone);

    public CloudUnderTest Cloud { get; }

    public string Name { get; }

    public string? Id { get; private init; }

    public OpenStackAccountSettings Account(string id) => Cloud.Account(id, "admin", Name);

    public Task<CloudEyes> EyesAsync() => CloudEyes.OpenAsync(Cloud, "admin", Name);

    /// <param name="cloud">Where.</param>
    /// <param name="name">Beginning of its name.</param>
    /// <param name="servers">Quota of servers; -1: none.</param>
    public static async Task<CloudProject> MakeAsync(CloudUnderTest cloud, string name, int servers = -1)
    {
        name = $"{name}-{Guid.NewGuid().ToString("N")[..8]}";
        if (!CloudUnderTest.IsReal)
        {
            return new CloudProject(cloud, name, null);
        }
        var admin = await CloudEyes.OpenAsync(cloud, "admin");
        var made = await admin.SendAsync(HttpMethod.Post, "identity", "/projects", new JsonObject { ["project"] = new JsonObject { ["name"] = name, ["domain_id"] = "default" } });
        var id = (string)made!["project"]!["id"]!;
        var user = (string)(await admin.ListAsync("identity", "/users?name=admin", "users"))[0]["id"]!;
        var role = (string)(await admin.ListAsync("identity", "/roles?name=admin", "roles"))[0]["id"]!;
        await admin.SendAsync(HttpMethod.Put, "identity", $"/projects/{id}/users/{user}/roles/{role}");
        JsonObject Without(params string[] names) => new([.. names.Select(static n => KeyValuePair.Create(n, (JsonNode?)(-1)))]);
        var compute = Without("instances", "cores", "ram", "server_groups", "server_group_members");
        compute["instances"] = servers;
        await admin.SendAsync(HttpMethod.Put, "compute", $"/os-quota-sets/{id}", new JsonObject { ["quota_set"] = compute });
        await admin.SendAsync(HttpMethod.Put, "network", $"/v2.0/quotas/{id}", new JsonObject { ["quota"] = Without("network", "subnet", "port", "security_group", "security_group_rule", "router", "floatingip", "trunk") });
        await admin.SendAsync(HttpMethod.Put, "volumev3", $"/os-quota-sets/{id}", new JsonObject { ["quota_set"] = Without("volumes", "gigabytes", "snapshots") });
        return new CloudProject(cloud, name, admin) { Id = id };
    }

    /// <summary>Changes a quota of Nova.</summary>
    public async Task QuotaAsync(string name, int limit)
    {
        if (keystone is null)
        {
            Cloud.Shaped!.ServerQuota = limit < 0 ? 10_000 : limit;
            return;
        }
        await keystone.SendAsync(HttpMethod.Put, "compute", $"/os-quota-sets/{Id}", new JsonObject { ["quota_set"] = new JsonObject { [name] = limit } });
    }

    /// <summary>Changes the quota of ports.</summary>
    public async Task PortQuotaAsync(int limit)
    {
        if (keystone is null)
        {
            Cloud.Shaped!.PortQuota = limit < 0 ? 50_000 : limit;
            return;
        }
        await keystone.SendAsync(HttpMethod.Put, "network", $"/v2.0/quotas/{Id}", new JsonObject { ["quota"] = new JsonObject { ["port"] = limit } });
    }

    public async ValueTask DisposeAsync()
    {
        if (keystone is not null)
        {
            await keystone.SendAsync(HttpMethod.Delete, "identity", $"/projects/{Id}");
            keystone.Dispose();
        }
    }
}
