using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Conformance;

/// <summary>Which published documents speak about which of our operations.</summary>
internal static class Contracts
{
    /// <summary>Statuses that SOL013 §6.4 allows everywhere, whether the document of an API repeats them or not.</summary>
    private static readonly HashSet<int> General = [400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 416, 422, 429, 500, 503, 504];

    /// <summary>Attributes that a published document has of another type than the tables of the specification (which prevail, the documents say), as the end of a finding.</summary>
    private static readonly string[] Slips =
    [
        ".compatibleSpecificationVersions is Array, expected string.", // SOL005 document; table 9.5.2.5-1: 0..N
        ".checksum is Object, expected string.", // SOL003 document; table 10.5.2.2-1: structure Checksum
        ".currentVnfExtCpData is Array, expected object.", // SOL005 document; table 6.5.3.26-1: 1..N
        "PATCH /vnf_instances/{vnfInstanceId} 202: the body is missing.", // its own description: "The response body shall be empty"
        ".operationParams is Object, expected string.", // SOL005 document; table 6.5.2.3-2: the request
    ];

    /// <summary>The method and the path below <c>{apiName}/{apiMajorVersion}</c>.</summary>
    public static (string Method, string Api, string Path) Split(string operation)
    {
        var space = operation.IndexOf(' ', StringComparison.Ordinal);
        var parts = operation[(space + 1)..].Split('/', 4);
        return parts.Length < 4
            ? (operation[..space], parts[1], operation[(space + 1)..])
            : (operation[..space], parts[1], "/" + parts[3]);
    }

    /// <summary>What is against the documents; several documents may describe one operation (packages are in SOL003 and SOL005).</summary>
    public static IReadOnlyList<string> Violations(Answer answer)
    {
        Skip.If(SharedFolder.Find() is null, SharedFolder.SkipReason);
        var (method, api, path) = Split(answer.Operation);
        var violations = new List<string>();
        var described = false;
        foreach (var document in Documents(api, path))
        {
            var found = document.Validate(method, path, answer.Status, answer.Headers, IsJson(answer) ? answer.Text : null);
            if (found is [var only] && only.EndsWith("does not list this status.", StringComparison.Ordinal) && General.Contains(answer.Status))
            {
                found = [];
            }
            if (found.Any(static f => f.Contains("no such operation", StringComparison.Ordinal)))
            {
                continue;
            }
            described = true;
            violations.AddRange(found.Where(f => !IsSlip(f)).Where(f => IsJson(answer) || answer.Content.Length == 0 || !f.EndsWith("the body is missing.", StringComparison.Ordinal)));
        }
        if (!described && answer.Status != 405)
        {
            violations.Add($"{answer.Operation} is in no published document.");
        }
        return violations;
    }

    /// <summary>The documents about notifications of an API.</summary>
    public static EtsiContract Notifications(string api) => Load(api switch
    {
        "vnflcm" => ("SOL003", "VNFLifecycleManagementNotification"),
        "nslcm" => ("SOL005", "NSLifecycleManagementNotification"),
        "nsd" => ("SOL005", "NSDManagementNotification"),
        _ => ("SOL005", "VNFPackageManagementNotification"),
    });

    /// <summary>The document about grants.</summary>
    public static EtsiContract Grants => Load(("SOL003", "VNFLifecycleOperationGranting"));

    private static IEnumerable<EtsiContract> Documents(string api, string path) => (path.StartsWith($"/{api}/", StringComparison.Ordinal), api) switch
    {
        (true, "vnflcm" or "grant") => [Load(("SOL003", "APIVersion"))],
        (true, "vnfpkgm") => [Load(("SOL003", "APIVersion")), Load(("SOL005", "APIVersion"))],
        (true, _) => [Load(("SOL005", "APIVersion"))],
        (_, "vnflcm") => [Load(("SOL003", "VNFLifecycleManagement"))],
        (_, "grant") => [Grants],
        (_, "nslcm") => [Load(("SOL005", "NSLifecycleManagement"))],
        (_, "nsd") => [Load(("SOL005", "NSDManagement"))],
        (_, "vnfpkgm") => [Load(("SOL005", "VNFPackageManagement")), Load(("SOL003", "VNFPackageManagement"))],
        _ => [],
    };

    private static EtsiContract Load((string Spec, string Api) document)
    {
        var loaded = EtsiContract.Load(document.Spec, document.Api);
        Skip.If(loaded is null, SharedFolder.SkipReason);
        return loaded!;
    }

    /// <summary>Whether the document is wrong, not we.</summary>
    public static bool IsSlip(string finding) => Array.Exists(Slips, s => finding.EndsWith(s, StringComparison.Ordinal)) || finding.Contains(".operationParams: '", StringComparison.Ordinal);

    private static bool IsJson(Answer answer) => answer.MediaType is "application/json" or "application/problem+json";
}
