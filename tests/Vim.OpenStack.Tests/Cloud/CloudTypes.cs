using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

#pragma warning disable MA0048 // small records of one fixture

/// <summary>A rule that breaks requests.</summary>
internal sealed class CloudFault
{
    /// <summary>Part of the path, e.g. <c>/compute/v2.1/servers</c>.</summary>
    public required string Path { get; init; }

    public string? Method { get; init; }

    /// <summary>Answer this instead of doing it; 0 does it.</summary>
    public int Status { get; init; }

    public string Body { get; init; } = "";

    public int? RetryAfter { get; init; }

    /// <summary>Wait for this, then do it.</summary>
    public Task? Before { get; init; }

    /// <summary>Do it, wait, then answer.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Do it, wait for this, then answer what was true before.</summary>
    public Task? Until { get; init; }

    /// <summary>Do it and cut the connection instead of answering.</summary>
    public bool AfterProcessing { get; init; }

    /// <summary>How often; -1 for ever.</summary>
    public int Left { get; set; } = 1;

    public int Played { get; set; }
}

internal sealed record CloudRequest(string Method, string Path, string Query, DateTimeOffset At);

internal sealed record CloudCall(string Method, string Path, IQueryCollection Query, JsonObject? Body, string Project, bool Admin, string NovaVersion)
{
    /// <summary>Body that is a list of changes (Glance).</summary>
    public JsonArray? Patch { get; init; }

    /// <summary>What the answer's <c>x-openstack-request-id</c> says.</summary>
    public string RequestId { get; init; } = "";

    public string[] Parts { get; } = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public string? Q(string name) => Query.TryGetValue(name, out var value) ? value.ToString() : null;
}

internal sealed record CloudAnswer(int Status, string? Text)
{
    public CloudAnswer(int status, JsonObject body)
        : this(status, body.ToJsonString())
    {
    }

    public string? Location { get; init; }
}

internal sealed class CloudRefusal(int status, string text) : Exception(text)
{
    public CloudAnswer Answer { get; } = new(status, text);

    public static CloudRefusal Nova(int status, string key, string message) =>
        new(status, new JsonObject { [key] = new JsonObject { ["code"] = status, ["message"] = message } }.ToJsonString());

    public static CloudRefusal Neutron(int status, string type, string message) =>
        new(status, new JsonObject { ["NeutronError"] = new JsonObject { ["type"] = type, ["message"] = message, ["detail"] = "" } }.ToJsonString());
}
