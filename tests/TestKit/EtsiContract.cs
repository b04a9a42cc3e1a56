using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.TestKit;

/// <summary>
/// Checks HTTP exchanges against the OpenAPI documents that ETSI publishes (bundled 3.7.1 copies in <c>shared/etsi</c>). Only facts are read from there at
/// test time; nothing of them is in the repository.
/// </summary>
public sealed class EtsiContract
{
    private static readonly ConcurrentDictionary<string, EtsiContract?> Loaded = new(StringComparer.Ordinal);

    private readonly string root;
    private readonly JsonElement document;
    private readonly OpenApiSchemaValidator schemas;

    /// <summary>Whether the conventions of SOL013 hold for headers.</summary>
    private readonly bool conventional;

    private EtsiContract(JsonElement document, string root, bool conventional = true)
    {
        this.conventional = conventional;
        this.document = document;
        this.root = root;
        schemas = new OpenApiSchemaValidator(document);
    }

    /// <summary>Loads a document; null when the folder is absent (then skip).</summary>
    /// <param name="spec">SOL002, SOL003 or SOL005.</param>
    /// <param name="api">E.g. VNFLifecycleManagement.</param>
    public static EtsiContract? Load(string spec, string api) => Loaded.GetOrAdd($"{spec}/{api}", _ =>
    {
        var set = spec is "SOL002" or "SOL003" ? "SOL002-SOL003" : spec;
        var path = SharedFolder.Find("etsi", "openapi", set, "3.7.1", "bundled", spec, api + ".json");
        if (path is null)
        {
            return null;
        }

        var loaded = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
        var server = loaded.TryGetProperty("servers", out var servers) ? servers[0].GetProperty("url").GetString()! : string.Empty;
        return new EtsiContract(loaded, server);
    });

    /// <summary>A document of an interface that is not ETSI's: full paths, no conventions of SOL013.</summary>
    public static EtsiContract Of(JsonElement document) => new(document, string.Empty, conventional: false);

    /// <summary>Loads a document of the 2.x generation (Swagger 2.0); null when the folder is absent (then skip).</summary>
    /// <param name="spec">SOL003 or SOL005.</param>
    /// <param name="version">Of the specification, e.g. 2.5.1.</param>
    /// <param name="file">Name of the file, without its extension.</param>
    public static EtsiContract? LoadOlder(string spec, string version, string file) => Loaded.GetOrAdd($"{spec}/{version}/{file}", _ =>
    {
        var path = SharedFolder.Find("etsi", "openapi", "legacy-v1", spec, version, file + ".json");
        if (path is null)
        {
            return null;
        }

        var loaded = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        var server = loaded["basePath"]?.GetValue<string>() ?? string.Empty;
        Modernise(loaded);
        return new EtsiContract(JsonDocument.Parse(loaded.ToJsonString()).RootElement, server);
    });

    /// <summary>Swagger 2.0 has the schema of an answer beside its description, and the body among the parameters; OpenAPI 3.0 has both by media type.</summary>
    private static void Modernise(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                if (map["description"] is JsonValue && map["schema"] is { } schema && map["in"] is null)
                {
                    map.Remove("schema");
                    map["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } };
                }
                if (map["responses"] is JsonObject && map["parameters"] is JsonArray parameters && parameters.OfType<JsonObject>().FirstOrDefault(p => p["in"]?.GetValue<string>() == "body") is { } body)
                {
                    map["requestBody"] = new JsonObject { ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = body["schema"]?.DeepClone() } } };
                }
                foreach (var (_, value) in map.ToList())
                {
                    Modernise(value);
                }
                break;
            case JsonArray list:
                foreach (var value in list)
                {
                    Modernise(value);
                }
                break;
            default:
                break;
        }
    }

    /// <summary>Checks one answer.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="pathTemplate">Path below <c>{apiName}/{apiMajorVersion}</c> as in the document, e.g. <c>/vnf_instances/{vnfInstanceId}</c>.</param>
    /// <param name="status">Status of the answer.</param>
    /// <param name="headers">Headers of the answer.</param>
    /// <param name="bodyJson">Body of the answer; null or empty when there was none.</param>
    /// <returns>What is against the document; empty when nothing is.</returns>
    public IReadOnlyList<string> Validate(string method, string pathTemplate, int status, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, string? bodyJson)
    {
        var where = $"{method} {pathTemplate} {status}";
        if (Operation(method, pathTemplate) is not { } operation)
        {
            return [$"{where}: no such operation in the document ({root})."];
        }

        if (!operation.GetProperty("responses").TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response))
        {
            return [$"{where}: the document does not list this status."];
        }

        response = schemas.Resolve(response);
        var violations = new List<string>();
        if (conventional)
        {
            CheckHeaders(where, status, response, headers, violations);
        }
        if (response.TryGetProperty("content", out var content) && Json(content) is { } media && media.TryGetProperty("schema", out var schema))
        {
            if (string.IsNullOrEmpty(bodyJson))
            {
                // Bodies of errors are optional for some statuses; our own rule is stricter and tested elsewhere.
                if (status < 400)
                {
                    violations.Add($"{where}: the body is missing.");
                }
            }
            else
            {
                CheckBody(where, schema, bodyJson, violations);
            }
        }
        else if (status is >= 200 and < 300 && !response.TryGetProperty("content", out _) && !string.IsNullOrEmpty(bodyJson))
        {
            violations.Add($"{where}: there is a body, but the document has none.");
        }

        return violations;
    }

    /// <summary>Checks a request body (e.g. of a notification, or of a request our client sends).</summary>
    public IReadOnlyList<string> ValidateRequest(string method, string pathTemplate, string bodyJson)
    {
        var where = $"{method} {pathTemplate} request";
        var violations = new List<string>();
        if (Operation(method, pathTemplate) is not { } operation || !operation.TryGetProperty("requestBody", out var body))
        {
            return [$"{where}: the document has no request body there."];
        }

        if (Json(schemas.Resolve(body).GetProperty("content")) is { } media && media.TryGetProperty("schema", out var schema))
        {
            CheckBody(where, schema, bodyJson, violations);
        }

        return violations;
    }

    /// <summary>Checks a value against a named schema of the document.</summary>
    public IReadOnlyList<string> ValidateSchema(string name, string json)
    {
        var violations = new List<string>();
        CheckBody(name, document.GetProperty("components").GetProperty("schemas").GetProperty(name), json, violations);
        return violations;
    }

    private static JsonElement? Json(JsonElement content)
    {
        foreach (var media in content.EnumerateObject())
        {
            if (media.Name.Contains("json", StringComparison.Ordinal))
            {
                return media.Value;
            }
        }

        return null;
    }

    private JsonElement? Operation(string method, string pathTemplate)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            if (SamePath(path.Name, pathTemplate) && path.Value.TryGetProperty(method.ToLowerInvariant(), out var operation))
            {
                return operation;
            }
        }

        return null;
    }

    private static bool SamePath(string a, string b)
    {
        var (left, right) = (a.Trim('/').Split('/'), b.Trim('/').Split('/'));
        return left.Length == right.Length && left.Zip(right).All(static p => p.First == p.Second || (p.First.StartsWith('{') && p.Second.StartsWith('{')));
    }

    private void CheckHeaders(string where, int status, JsonElement response, IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, List<string> violations)
    {
        var present = headers.Select(static h => h.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!present.Contains("Version"))
        {
            violations.Add($"{where}: the header Version is missing (SOL013 §9.3).");
        }

        // The documents name Location for 201 and 202 in most places and forget it in some; the group specification demands it.
        if ((status == 201 || (status == 202 && response.TryGetProperty("headers", out var listed) && listed.TryGetProperty("Location", out _))) && !present.Contains("Location"))
        {
            violations.Add($"{where}: the header Location is missing.");
        }

        if (response.TryGetProperty("headers", out var declared))
        {
            foreach (var header in declared.EnumerateObject())
            {
                // WWW-Authenticate and Link are declared on every answer but belong to 401 and to lists with a next page.
                if (header.Name is not ("WWW-Authenticate" or "Link") && schemas.Resolve(header.Value).TryGetProperty("required", out var required) && required.GetBoolean() && !present.Contains(header.Name))
                {
                    violations.Add($"{where}: the header {header.Name} is missing.");
                }
            }
        }
    }

    private void CheckBody(string where, JsonElement schema, string json, List<string> violations)
    {
        try
        {
            using var body = JsonDocument.Parse(json);
            schemas.Check(schema, body.RootElement, "$", violations);
        }
        catch (JsonException exception)
        {
            violations.Add($"{where}: the body is not JSON: {exception.Message}");
        }

        for (var i = 0; i < violations.Count; i++)
        {
            if (!violations[i].StartsWith(where, StringComparison.Ordinal))
            {
                violations[i] = $"{where}: {violations[i]}";
            }
        }
    }
}
