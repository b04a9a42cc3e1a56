using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>What Glance does with images by itself: it fetches them, as <c>glance/async_/flows/api_image_import.py</c> of Zed does, and Nova's snapshots inherit.</summary>
internal sealed partial class ShapedCloud
{
    private static readonly string[] NotInherited = ["id", "name", "status", "visibility", "size", "min_disk", "tags", "created_at", "disk_format", "container_format", "os_hash_algo", "os_hash_value", "owner"];

    private readonly List<ShapedImport> imports = [];

    /// <summary>Import methods that are switched on.</summary>
    public IReadOnlyList<string> ImportMethods { get; set; } = ["glance-direct", "web-download"];

    /// <summary>What Glance can fetch: address → content. What it may not fetch at all is any other host than those of <c>.example</c>.</summary>
    public Dictionary<string, byte[]> Web { get; } = new(StringComparer.Ordinal);

    private static JsonObject OfServer(ShapedServer server, JsonObject? from, string name)
    {
        var image = new JsonObject { ["name"] = name, ["instance_uuid"] = server.Id, ["image_type"] = "snapshot", ["base_image_ref"] = server.Image };
        foreach (var (property, value) in from ?? [])
        {
            if (!NotInherited.Contains(property, StringComparer.Ordinal) && !image.ContainsKey(property))
            {
                image[property] = value?.DeepClone();
            }
        }
        return image;
    }

    /// <summary>An image of a server, with all properties of the image that the server was booted from.</summary>
    private JsonObject OfServer(ShapedServer server, string name) => OfServer(server, server.Image is { } from && imageTable.TryGetValue(from, out var known) ? known.Body : null, name);

    private static CloudAnswer Patch(CloudCall call, JsonObject image)
    {
        foreach (var one in call.Patch ?? [])
        {
            image[((string)one!["path"]!)[1..]] = one["value"]?.DeepClone();
        }
        return new CloudAnswer(200, image.ToJsonString());
    }

    private CloudAnswer Import(CloudCall call, JsonObject image)
    {
        static CloudAnswer Refused(int status, string words) => new(status, $"<html>\n <head>\n  <title>{status}</title>\n </head>\n <body>\n  <h1>{status}</h1>\n  {words}<br /><br />\n\n\n\n </body>\n</html>");
        var (method, address) = ((string)call.Body!["method"]!["name"]!, (string)call.Body["method"]!["uri"]!);
        if (!ImportMethods.Contains(method, StringComparer.Ordinal))
        {
            return Refused(400, $"Unknown import method name &#x27;{method}&#x27;.");
        }
        if ((string)image["status"]! != "queued" || image.ContainsKey("os_glance_import_task"))
        {
            return Refused(409, "Image needs to be in &#x27;queued&#x27; state to use &#x27;web-download&#x27; method");
        }
        if (!new Uri(address).Host.EndsWith(".example", StringComparison.Ordinal))
        {
            return Refused(400, $"URI for web-download does not pass filtering: {address}");
        }
        var task = new ShapedImport((string)image["id"]!, address);
        imports.Add(task);
        image["os_glance_import_task"] = task.Id;
        return new CloudAnswer(202, (string?)null);
    }

    private void GoOnImporting(JsonObject image)
    {
        if ((string?)image["os_glance_import_task"] is not { } id)
        {
            return;
        }
        var task = imports.Single(t => t.Id == id);
        if (task.Status == "pending")
        {
            task.Status = "processing";
            image["status"] = "importing";
            image["os_glance_importing_to_stores"] = "file";
            image["os_glance_failed_import"] = "";
            return;
        }
        image["os_glance_importing_to_stores"] = "";
        image.Remove("os_glance_import_task");
        if (!Web.TryGetValue(task.Uri, out var content))
        {
            (task.Status, task.Message) = ("failure", "Task failed due to Internal Error");
            image["status"] = "queued";
            image["os_glance_failed_import"] = "file";
            return;
        }
        task.Status = "success";
        image["status"] = "active";
        image["size"] = content.Length;
        image["os_hash_algo"] = "sha512";
        image["os_hash_value"] = Convert.ToHexStringLower(SHA512.HashData(content));
    }
}
