using System.Globalization;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>A server of the shaped Nova: it reaches the next state when its time has come and somebody looks.</summary>
internal sealed class ShapedServer(string project, string name, JsonObject flavour)
{
    private string? next;
    private DateTimeOffset nextAt;
    private string? nextFault;

    public string Id { get; } = Guid.NewGuid().ToString();

    public string Project { get; } = project;

    public string Name { get; set; } = name;

    public string Status { get; set; } = "BUILD";

    public string? Task { get; set; }

    public string? Fault { get; set; }

    public string Host { get; set; } = "";

    public string? Group { get; set; }

    public string? UserData { get; init; }

    public string? KeyPair { get; init; }

    public JsonObject Flavour { get; set; } = flavour;

    public JsonObject? NextFlavour { get; set; }

    public string? Image { get; set; }

    public Dictionary<string, string> Metadata { get; set; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Tags { get; init; } = [];

    public List<string> Ports { get; } = [];

    public List<string> Volumes { get; } = [];

    /// <summary>Its journal, oldest first.</summary>
    public List<ShapedAction> Actions { get; } = [];

    /// <summary>Status, flavour and host before the resize or migration that waits to be confirmed.</summary>
    public (string Status, JsonObject Flavour, string Host)? Before { get; set; }

    public bool ConfigDrive { get; init; }

    public DateTimeOffset Created { get; } = DateTimeOffset.UtcNow;

    public DateTimeOffset Updated { get; set; } = DateTimeOffset.UtcNow;

    public Action? Removed { get; set; }

    public void Touch() => Updated = DateTimeOffset.UtcNow;

    public void Build(TimeSpan time, string? fault)
    {
        Actions.Add(new ShapedAction("create", DateTimeOffset.UtcNow, "req-create"));
        Task = "scheduling";
        (next, nextAt, nextFault) = (fault is null ? "ACTIVE" : "ERROR", DateTimeOffset.UtcNow + time, fault);
        Touch();
    }

    /// <summary>Journals what was begun under the name that is journalled.</summary>
    public ShapedAction Note(string action, string requestId)
    {
        var entry = new ShapedAction(action, DateTimeOffset.UtcNow, requestId);
        Actions.Add(entry);
        return entry;
    }

    /// <summary>As Nova does when no host is found for a resize or migration: the server is as it was before, and only the journal knows.</summary>
    public void BeginInVain(string action, string requestId, string task, TimeSpan time)
    {
        var status = Status;
        Begin(action, requestId, task, status, time);
        Actions[^1].FailedEvent = action is "resize" or "migrate" ? "cold_migrate" : action == "evacuate" ? "rebuild_server" : "conductor_live_migrate_instance";
        Actions[^1].Details = "No valid host was found. No valid host found for resize";
    }

    public void Begin(string action, string requestId, string? task, string to, TimeSpan time)
    {
        Note(action, requestId);
        Task = task;
        (next, nextAt, nextFault) = (to, DateTimeOffset.UtcNow + time, null);
        Touch();
        Advance();
    }

    public void Remove(TimeSpan time)
    {
        if (Task == "deleting")
        {
            return;
        }
        Begin("delete", "req-delete", "deleting", "DELETED", time);
    }

    public void Advance()
    {
        if (next is null || DateTimeOffset.UtcNow < nextAt)
        {
            return;
        }
        (Status, Task, Fault, next) = (next, null, nextFault, null);
        foreach (var action in Actions)
        {
            action.IsEnded = true;
        }
        Touch();
        if (Status == "DELETED")
        {
            Removed?.Invoke();
        }
    }

    public JsonObject ToJson(bool admin = false)
    {
        var shown = Status == "VERIFY_RESIZE" && NextFlavour is { } resized ? resized : Flavour;
        var server = new JsonObject
        {
            ["id"] = Id,
            ["name"] = Name,
            ["status"] = Status,
            ["tenant_id"] = Project,
            ["created"] = Stamp(Created),
            ["updated"] = Stamp(Updated),
            ["metadata"] = new JsonObject([.. Metadata.Select(static p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))]),
            ["addresses"] = new JsonObject(),
            ["image"] = Image is null ? "" : new JsonObject { ["id"] = Image, ["links"] = new JsonArray() },
            ["flavor"] = new JsonObject { ["original_name"] = (string)shown["name"]!, ["vcpus"] = (int)shown["vcpus"]!, ["ram"] = (int)shown["ram"]!, ["disk"] = (int)shown["disk"]!, ["ephemeral"] = (int)shown["OS-FLV-EXT-DATA:ephemeral"]! },
            ["OS-EXT-STS:task_state"] = Task,
            ["OS-EXT-STS:vm_state"] = Status.ToLowerInvariant(),
            ["OS-EXT-AZ:availability_zone"] = "nova",
            ["os-extended-volumes:volumes_attached"] = new JsonArray([.. Volumes.Select(static v => new JsonObject { ["id"] = v, ["delete_on_termination"] = false })]),
            ["key_name"] = KeyPair,
            ["config_drive"] = ConfigDrive ? "True" : "",
            ["hostId"] = Host,
        };
        if (admin)
        {
            server["OS-EXT-SRV-ATTR:host"] = Host;
            server["OS-EXT-SRV-ATTR:user_data"] = UserData;
        }
        if (Status == "ERROR")
        {
            server["fault"] = new JsonObject { ["code"] = 500, ["created"] = Stamp(Updated), ["message"] = Fault ?? "Unknown" };
        }
        return server;
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
