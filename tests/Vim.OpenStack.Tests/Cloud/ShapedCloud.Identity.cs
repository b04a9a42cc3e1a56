using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>Keystone.</summary>
internal sealed partial class ShapedCloud
{
    private const string UserId = "user-";
    private readonly Dictionary<string, (string Secret, string User, string Project, DateTimeOffset? ExpiresAt)> credentials = new(StringComparer.Ordinal);

    /// <summary>Root of the services at their internal interface; null: where nobody is.</summary>
    public string? InternalUrl { get; set; }

    private CloudAnswer Identity(JsonObject? body, string path, HttpContext http)
    {
        var parts = path.Split('/');
        if (parts is ["v3", "users", var user, "application_credentials", ..] && user.StartsWith(UserId, StringComparison.Ordinal))
        {
            return tokens.TryGetValue(http.Request.Headers["X-Auth-Token"].ToString(), out var caller) ? Credentials(body, http.Request.Method, user[UserId.Length..], caller.Project, parts) : Refused();
        }
        if (path != "v3/auth/tokens")
        {
            return new CloudAnswer(path is "" ? 300 : 404, """{"error":{"code":404,"title":"Not Found","message":"Could not find the requested resource."}}""");
        }
        var identity = body!["auth"]!["identity"]!;
        string project;
        string name;
        if ((string)identity["methods"]![0]! == "application_credential")
        {
            lock (gate)
            {
                var asked = (string)identity["application_credential"]!["id"]!;
                if (!credentials.TryGetValue(asked, out var credential))
                {
                    return new CloudAnswer(404, $$$"""{"error":{"code":404,"title":"Not Found","message":"Could not find Application Credential: {{{asked}}}."}}""");
                }
                if ((string?)identity["application_credential"]!["secret"] != credential.Secret || credential.ExpiresAt <= DateTimeOffset.UtcNow)
                {
                    return Refused(); // both alike
                }
                (project, name) = (credential.Project, credential.User);
            }
        }
        else
        {
            if ((string?)identity["password"]!["user"]!["password"] != Password)
            {
                return Refused();
            }
            project = (string)(body["auth"]!["scope"]!["project"]!["name"] ?? body["auth"]!["scope"]!["project"]!["id"])!;
            name = (string)identity["password"]!["user"]!["name"]!;
        }
        var token = Guid.NewGuid().ToString("N");
        tokens[token] = (project, name == "admin");
        http.Response.Headers["X-Subject-Token"] = token;
        var now = DateTimeOffset.UtcNow;
        return new CloudAnswer(201, new JsonObject
        {
            ["token"] = new JsonObject
            {
                ["issued_at"] = now.ToString("O"),
                ["expires_at"] = (now + TokenLife).ToString("O"),
                ["project"] = new JsonObject { ["id"] = project, ["name"] = project },
                ["user"] = new JsonObject { ["id"] = UserId + name, ["name"] = name },
                ["roles"] = new JsonArray(new JsonObject { ["id"] = "r", ["name"] = name == "admin" ? "admin" : "member" }),
                ["catalog"] = Catalogue(project),
            },
        });
    }

    private static CloudAnswer Refused() => new(401, """{"error":{"code":401,"title":"Unauthorized","message":"The request you have made requires authentication."}}""");

    private JsonArray Catalogue(string project)
    {
        var catalogue = new JsonArray();
        void Add(string type, string path) => catalogue.Add(new JsonObject
        {
            ["type"] = type,
            ["endpoints"] = new JsonArray(
                new JsonObject { ["interface"] = "internal", ["region"] = "RegionOne", ["region_id"] = "RegionOne", ["url"] = (InternalUrl ?? "http://127.0.0.1:9/wrong") + path },
                new JsonObject { ["interface"] = "public", ["region"] = "RegionOne", ["region_id"] = "RegionOne", ["url"] = Url + path }),
        });
        Add("identity", "/identity/v3");
        Add("compute", "/compute/v2.1");
        Add("network", "/network");
        Add("image", "/image");
        Add("placement", "/placement");
        if (HasGnocchi)
        {
            Add("metric", "/metric");
        }
        if (HasCinder)
        {
            Add("volumev3", $"/volume/v3/{project}");
        }
        return catalogue;
    }

    /// <summary>Application credentials of a user: made (the secret is told once) and removed.</summary>
    private CloudAnswer Credentials(JsonObject? body, string method, string user, string project, string[] parts)
    {
        lock (gate)
        {
            if (method == "DELETE")
            {
                return credentials.Remove(parts[^1]) ? new CloudAnswer(204, (string?)null) : new CloudAnswer(404, """{"error":{"code":404,"title":"Not Found","message":"Could not find Application Credential."}}""");
            }
            var asked = body!["application_credential"]!;
            var expires = (string?)asked["expires_at"] is { } at ? DateTimeOffset.Parse(at + "Z", CultureInfo.InvariantCulture) : (DateTimeOffset?)null;
            if (expires <= DateTimeOffset.UtcNow)
            {
                return new CloudAnswer(400, """{"error":{"code":400,"title":"Bad Request","message":"The 'expires_at' must not be before now."}}""");
            }
            var (id, secret) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
            credentials[id] = (secret, user, project, expires);
            return new CloudAnswer(201, new JsonObject { ["application_credential"] = new JsonObject { ["id"] = id, ["secret"] = secret, ["name"] = (string?)asked["name"], ["project_id"] = project } });
        }
    }
}
