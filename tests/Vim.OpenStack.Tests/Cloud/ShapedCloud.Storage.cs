using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>Glance and Cinder.</summary>
internal sealed partial class ShapedCloud
{
    private readonly Dictionary<string, (string Project, JsonObject Body)> imageTable = new(StringComparer.Ordinal)
    {
        ["11111111-1111-4111-8111-111111111111"] = ("", new JsonObject
        {
            ["id"] = "11111111-1111-4111-8111-111111111111",
            ["name"] = "tiny",
            ["status"] = "active",
            ["visibility"] = "public",
            ["size"] = 1024,
            ["min_disk"] = 0,
            ["tags"] = new JsonArray(),
            ["created_at"] = "2026-01-01T00:00:00Z",
        }),
    };

    private readonly Dictionary<string, (string Project, JsonObject Body)> volumeTable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Volume, string Server)> attachmentTable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Project, JsonObject Body)> snapshotTable = new(StringComparer.Ordinal);

    /// <summary>Images that exist besides the public one.</summary>
    public IReadOnlyList<JsonObject> Images
    {
        get
        {
            lock (gate)
            {
                return [.. imageTable.Values.Where(static i => i.Project.Length > 0).Select(static i => i.Body)];
            }
        }
    }

    /// <summary>Volumes that exist.</summary>
    public IReadOnlyList<JsonObject> Volumes
    {
        get
        {
            lock (gate)
            {
                return [.. volumeTable.Values.Select(static v => v.Body)];
            }
        }
    }

    private readonly List<JsonObject> volumeMessages = [];

    /// <summary>GiB that a back end has room for.</summary>
    public const int LargestVolume = 900;

    /// <summary>Type of volumes that no back end has.</summary>
    public const string TypeOfNoBackEnd = "nowhere";

    /// <summary>Volumes a project may have.</summary>
    public int VolumeQuota { get; set; } = 100;

    /// <summary>Largest image in bytes.</summary>
    public long ImageSizeCap { get; set; } = 1L << 40;

    private string NewImage(string project, JsonObject wanted, JsonObject? properties, string status, long? size)
    {
        var image = wanted.DeepClone().AsObject();
        foreach (var (name, value) in properties ?? [])
        {
            image[name] = value?.DeepClone();
        }
        image["id"] = Guid.NewGuid().ToString();
        image["status"] = status;
        image["size"] = size;
        image["owner"] = project;
        image["tags"] ??= new JsonArray();
        image["created_at"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        imageTable[(string)image["id"]!] = (project, image);
        return (string)image["id"]!;
    }

    private CloudAnswer Image(CloudCall call)
    {
        var parts = call.Parts.Length > 0 ? call.Parts[1..] : []; // v2
        if (parts is ["info", "import"])
        {
            return new CloudAnswer(200, new JsonObject { ["import-methods"] = new JsonObject { ["description"] = "Import methods available.", ["type"] = "array", ["value"] = new JsonArray([.. ImportMethods.Select(static m => (JsonNode)m)]) } });
        }
        if (parts.Length == 0)
        {
            return new CloudAnswer(300, """{"versions":[]}""");
        }
        switch (call.Method)
        {
            case "POST" when parts.Length == 1:
                var format = (string?)call.Body!["disk_format"];
                if (format is not (null or "raw" or "qcow2" or "vmdk" or "iso" or "vdi" or "vhd" or "vhdx" or "ami" or "ari" or "aki" or "ploop"))
                {
                    return new CloudAnswer(400, $"<html><head><title>400 Bad Request</title></head><body><h1>400 Bad Request</h1>Invalid disk format '{format}' for image.</body></html>");
                }
                if (!call.Admin && (string?)call.Body["visibility"] == "public")
                {
                    return new CloudAnswer(403, "<html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1>You are not authorized to complete publicize_image action.<br /><br /></body></html>");
                }
                return new CloudAnswer(201, imageTable[NewImage(call.Project, call.Body!, null, "queued", null)].Body.ToJsonString());
            case "GET" when parts.Length == 1:
                // An administrator is shown those of all projects.
                var all = imageTable.Values.Where(i => i.Project.Length == 0 || i.Project == call.Project || call.Admin).Where(i => call.Q("owner") is not { } owner || i.Project == owner).Select(static i => i.Body);
                if (call.Q("tag") is { } tag)
                {
                    all = all.Where(i => i["tags"]!.AsArray().Any(t => (string?)t == tag));
                }
                foreach (var filter in new[] { "name", "nfv_id", "status", "nfv_kind" })
                {
                    if (call.Q(filter) is { } given)
                    {
                        var wanted = filter == "name" ? Equal(given) : given;
                        all = all.Where(i => (string?)i[filter] == wanted);
                    }
                }
                var (page, next) = Page(call, call.Q("sort") is "id:asc" ? all.OrderBy(static i => (string)i["id"]!, StringComparer.Ordinal) : all);
                var listed = new JsonObject { ["images"] = page };
                if (next is not null)
                {
                    listed["next"] = $"/v2/images?marker={next}";
                }
                return new CloudAnswer(200, listed);
        }
        if (!imageTable.TryGetValue(parts[1], out var found) || (found.Project.Length > 0 && found.Project != call.Project && !call.Admin))
        {
            return new CloudAnswer(404, "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1>Failed to find image<br /></body></html>");
        }
        if (call.Method == "DELETE")
        {
            imageTable.Remove(parts[1]);
            return new CloudAnswer(204, (string?)null);
        }
        switch (parts)
        {
            case [_, _, "import"]:
                return Import(call, found.Body);
            case [_, var imported, "tasks"]:
                return new CloudAnswer(200, new JsonObject { ["tasks"] = new JsonArray([.. imports.Where(t => t.Image == imported).Select(static t => t.ToJson())]) });
            case [_, _] when call.Method == "PATCH":
                return Patch(call, found.Body);
        }
        var answer = new CloudAnswer(200, found.Body.ToJsonString());
        GoOnImporting(found.Body); // for the next look
        return answer;
    }

    /// <summary>Glance reads names as <c>operator:value</c>, equality where there is no colon.</summary>
    private static string Equal(string filter) => filter.Split(':', 2) switch
    {
        ["eq", var value] => value,
        [var value] => value,
        var parts => throw new CloudRefusal(400, $"<html><head><title>400 Bad Request</title></head><body><h1>400 Bad Request</h1>Unable to filter by unknown operator '{parts[0]}'.<br /><br /></body></html>"),
    };

    private async Task<CloudAnswer> ImageFileAsync(HttpContext http, string id)
    {
        JsonObject image;
        lock (gate)
        {
            image = imageTable[id].Body;
            if ((string)image["status"]! != "queued")
            {
                return new CloudAnswer(409, "<html><head><title>409 Conflict</title></head><body>Image status transition from active to saving is not allowed</body></html>");
            }
            image["status"] = "saving";
        }
        try
        {
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
            var buffer = new byte[64 * 1024];
            long total = 0;
            int read;
            while ((read = await http.Request.Body.ReadAsync(buffer)) > 0)
            {
                total += read;
                sha.AppendData(buffer, 0, read);
                if (total > ImageSizeCap)
                {
                    lock (gate)
                    {
                        image["status"] = "queued";
                    }
                    return new CloudAnswer(413, "<html><head><title>413 Request Entity Too Large</title></head><body>Denying attempt to upload image larger than the cap.</body></html>");
                }
            }
            lock (gate)
            {
                image["status"] = "active";
                image["size"] = total;
                image["os_hash_algo"] = "sha512";
                image["os_hash_value"] = Convert.ToHexStringLower(sha.GetHashAndReset());
            }
            return new CloudAnswer(204, (string?)null);
        }
        catch (Exception broken) when (broken is IOException or BadHttpRequestException or OperationCanceledException)
        {
            lock (gate)
            {
                image["status"] = "queued"; // as Glance does after a broken upload
            }
            throw;
        }
    }

    private void Attach(string volume, string? server)
    {
        if (volumeTable.TryGetValue(volume, out var known))
        {
            var shared = (bool?)known.Body["multiattach"] == true && server is not null ? known.Body["attachments"]!.DeepClone().AsArray() : [];
            if (server is not null)
            {
                shared.Add(new JsonObject { ["server_id"] = server, ["device"] = "/dev/vdb" });
            }
            known.Body["attachments"] = shared;
            known.Body["status"] = server is null ? "available" : "in-use";
        }
    }

    private CloudAnswer Volume(CloudCall call)
    {
        var parts = call.Parts.Length > 1 ? call.Parts[2..] : []; // v3, project
        if (parts.Length == 0)
        {
            return new CloudAnswer(200, """{"versions":[{"id":"v3.0","version":"3.70","min_version":"3.0","status":"CURRENT"}]}""");
        }
        if (parts[0] == "limits")
        {
            return new CloudAnswer(200, $$"""{"limits":{"rate":[],"absolute":{"maxTotalVolumes":{{VolumeQuota}},"totalVolumesUsed":{{volumeTable.Count}},"maxTotalVolumeGigabytes":1000,"totalGigabytesUsed":0} } }""");
        }
        return parts[0] switch
        {
            "snapshots" => Snapshots(call, parts),
            "attachments" => Attachments(call, parts),
            "types" => Types(call, parts),
            "messages" => new CloudAnswer(200, new JsonObject { ["messages"] = new JsonArray([.. volumeMessages.Where(m => (string?)m["resource_uuid"] == call.Q("resource_uuid")).Select(static m => m.DeepClone())]) }),
            _ => Volumes3(call, parts),
        };
    }

    /// <summary>As Cinder does: reserved by Nova before the server has a host, and no attachment of the volume until then.</summary>
    private CloudAnswer Attachments(CloudCall call, string[] parts)
    {
        switch (call.Method)
        {
            case "POST":
                var asked = call.Body!["attachment"]!;
                var (id, volume) = (Guid.NewGuid().ToString(), (string)asked["volume_uuid"]!);
                attachmentTable[id] = (volume, (string)asked["instance_uuid"]!);
                volumeTable[volume].Body["status"] = "reserved";
                return new CloudAnswer(200, new JsonObject { ["attachment"] = new JsonObject { ["id"] = id, ["status"] = "reserved" } });
            case "DELETE":
                if (!attachmentTable.Remove(parts[1], out var gone))
                {
                    throw CloudRefusal.Nova(404, "itemNotFound", $"Volume attachment could not be found with filter: attachment_id = {parts[1]}.");
                }
                volumeTable[gone.Volume].Body["status"] = attachmentTable.Values.Any(a => a.Volume == gone.Volume) ? "reserved" : "available";
                return new CloudAnswer(200, """{"attachments":[]}""");
            default:
                var some = attachmentTable.Where(a => a.Value.Volume == call.Q("volume_id"))
                    .Select(static a => new JsonObject { ["id"] = a.Key, ["status"] = "reserved", ["instance"] = a.Value.Server, ["volume_id"] = a.Value.Volume });
                return new CloudAnswer(200, new JsonObject { ["attachments"] = new JsonArray([.. some]) });
        }
    }

    private CloudAnswer Volumes3(CloudCall call, string[] parts)
    {
        if (call.Method == "POST" && parts.Length == 1)
        {
            if (volumeTable.Values.Count(v => v.Project == call.Project) >= VolumeQuota)
            {
                return new CloudAnswer(413, $$"""{"overLimit":{"code":413,"message":"VolumeLimitExceeded: Maximum number of volumes allowed ({{VolumeQuota}}) exceeded for quota 'volumes'.","retryAfter":"0"} }""");
            }
            var volume = call.Body!["volume"]!.DeepClone().AsObject();
            Typed(volume);
            volume["id"] = Guid.NewGuid().ToString();
            volume["status"] = "creating";
            if ((string?)volume["source_volid"] is { } source)
            {
                if (!volumeTable.TryGetValue(source, out var original))
                {
                    throw CloudRefusal.Nova(404, "itemNotFound", $"Volume {source} could not be found.");
                }
                volume["size"] ??= original.Body["size"]!.DeepClone();
            }
            volume["availability_zone"] ??= "nova";
            volume["attachments"] = new JsonArray();
            volume["created_at"] = DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
            volumeTable[(string)volume["id"]!] = (call.Project, volume);
            var answer = volume.DeepClone().AsObject();
            volume["status"] = "available"; // for the next look
            return new CloudAnswer(202, new JsonObject { ["volume"] = answer });
        }
        if (call.Method == "GET" && parts is [_, "detail"])
        {
            var all = volumeTable.Values.Where(v => v.Project == call.Project).Select(static v => v.Body);
            if (call.Q("metadata") is { } filter)
            {
                var identity = filter.Split('\'')[3];
                all = all.Where(v => (string?)v["metadata"]?["nfv.id"] == identity);
            }
            return new CloudAnswer(200, new JsonObject { ["volumes"] = new JsonArray([.. all.Select(static v => v.DeepClone())]) });
        }
        if (!volumeTable.TryGetValue(parts[1], out var found) || found.Project != call.Project)
        {
            throw CloudRefusal.Nova(404, "itemNotFound", $"Volume {parts[1]} could not be found.");
        }
        switch (call.Method)
        {
            case "DELETE":
                if ((string)found.Body["status"]! is "in-use" or "reserved")
                {
                    throw CloudRefusal.Nova(400, "badRequest", $"Invalid volume: Volume status must be available or error or error_restoring or error_extending or error_managing and must not be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer.");
                }
                volumeTable.Remove(parts[1]);
                return new CloudAnswer(202, (string?)null);
            case "PUT":
                found.Body["name"] = call.Body!["volume"]!["name"]!.DeepClone();
                break;
            case "POST":
                var (name, value) = call.Body!.First();
                if (name == "os-extend" && (int)value!["new_size"]! > LargestVolume)
                {
                    volumeMessages.Insert(0, new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["resource_uuid"] = parts[1], ["request_id"] = call.RequestId, ["user_message"] = "extend volume:No storage could be allocated for this volume request. You may be able to try another size or volume type." });
                }
                else if (name == "os-extend")
                {
                    found.Body["size"] = value!["new_size"]!.DeepClone();
                }
                else if (name == "os-retype" && (string?)value!["new_type"] == TypeOfNoBackEnd)
                {
                    return new CloudAnswer(202, (string?)null); // accepted, as it was when somebody looks, and no word why
                }
                else if (name == "os-retype")
                {
                    found.Body["volume_type"] = value!["new_type"]!.DeepClone();
                }
                else
                {
                    throw CloudRefusal.Nova(400, "badRequest", $"There is no such action: {name}");
                }
                return new CloudAnswer(202, (string?)null);
        }
        return new CloudAnswer(200, new JsonObject { ["volume"] = found.Body.DeepClone() });
    }

    private CloudAnswer Snapshots(CloudCall call, string[] parts)
    {
        if (call.Method == "POST")
        {
            var snapshot = call.Body!["snapshot"]!.DeepClone().AsObject();
            snapshot["id"] = Guid.NewGuid().ToString();
            snapshot["status"] = "available";
            snapshot["size"] = volumeTable[(string)snapshot["volume_id"]!].Body["size"]!.DeepClone();
            snapshot["created_at"] = DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
            snapshotTable[(string)snapshot["id"]!] = (call.Project, snapshot);
            return new CloudAnswer(202, new JsonObject { ["snapshot"] = snapshot.DeepClone() });
        }
        if (parts is [_, "detail"])
        {
            return new CloudAnswer(200, new JsonObject { ["snapshots"] = new JsonArray([.. snapshotTable.Values.Where(s => s.Project == call.Project).Select(static s => s.Body.DeepClone())]) });
        }
        if (!snapshotTable.TryGetValue(parts[1], out var found))
        {
            throw CloudRefusal.Nova(404, "itemNotFound", $"Snapshot {parts[1]} could not be found.");
        }
        if (call.Method == "DELETE")
        {
            snapshotTable.Remove(parts[1]);
            return new CloudAnswer(202, (string?)null);
        }
        return new CloudAnswer(200, new JsonObject { ["snapshot"] = found.Body.DeepClone() });
    }
}
