using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>One request to a service.</summary>
internal sealed record OsCall(OsService Service, HttpMethod Method, string Path)
{
    /// <summary>JSON body.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>What kind of JSON the body is.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Another body, sent once.</summary>
    public HttpContent? Content { get; init; }

    /// <summary>Whether repeating it is harmless; GET, PUT and DELETE are without being told.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Statuses besides 2xx that are an answer and not a failure.</summary>
    public int[] Accept { get; init; } = [];

    /// <summary>Time-out other than the account's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What it is for, in words: <c>create server 'amf-0'</c>.</summary>
    public string? What { get; init; }

    /// <summary>Kind of the resource it is about.</summary>
    public VimResourceKind? Kind { get; init; }

    /// <summary>Key of the resource it is about.</summary>
    public string? Key { get; init; }

    public bool IsRepeatable => Content is null && (Repeatable || Method == HttpMethod.Get || Method == HttpMethod.Put || Method == HttpMethod.Delete || Method == HttpMethod.Head);

    public static OsCall Get(OsService service, string path) => new(service, HttpMethod.Get, path);

    public static OsCall Post(OsService service, string path, JsonObject body) => new(service, HttpMethod.Post, path) { Body = body };

    public static OsCall Put(OsService service, string path, JsonObject body) => new(service, HttpMethod.Put, path) { Body = body };

    public static OsCall Delete(OsService service, string path) => new(service, HttpMethod.Delete, path) { Accept = [404] };

    /// <summary>For a resource, so that errors name it.</summary>
    public OsCall For(Resources.ResourceRecord record) => this with { Kind = record.Kind, Key = record.Key };
}
