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
        ".reports is Array, expected object.", // SOL002, SOL003, SOL005 documents; table 6.5.2.7-1: 0..N
        ".performanceValue is Number, expected object.", // SOL003, SOL005 documents; table 6.5.2.4-1: of the type of the measurement
    ];

    /// <summary>As <see cref="Slips"/>, of the documents of version 1, which are of other versions (2.4.1, 2.5.1, 2.7.1) than the data model we speak (2.6.1).</summary>
    private static readonly string[] OlderSlips =
    [
        "$.vnfPkgId is missing.", // SOL003 2.4.1; gone in 2.6.1
        "/terminate 202: the body is missing.", // SOL003 2.4.1 as redistributed; text 5.4.8.3.1: no body
        "POST /subscriptions 201: $ is Object, expected array.", // SOL003 2.5.1 document of packages: schema of the list
        "GET /subscriptions 200: $ is Array, expected object.", // SOL003 2.4.1 document: schema of one subscription
        ".extLinkPortId is String, expected object.", // SOL005 2.7.1 document; table: identifier
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
        var older = OperationCases.IsOlder(answer.Operation);
        foreach (var document in older ? Older(api) : Documents(api, path))
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
            violations.AddRange(found.Where(f => !IsSlip(f) && !(older && IsOlderSlip(f))).Where(f => IsJson(answer) || answer.Content.Length == 0 || !f.EndsWith("the body is missing.", StringComparison.Ordinal)));
        }
        if (!described && !older && answer.Status != 405)
        {
            violations.Add($"{answer.Operation} is in no published document.");
        }
        return violations;
    }

    /// <summary>The documents about notifications of an API.</summary>
    public static EtsiContract Notifications(string api) => Load(api switch
    {
        "vnflcm" => ("SOL003", "VNFLifecycleManagementNotification"),
        "vnfind" => ("SOL003", "VNFIndicatorNotification"),
        "vnfpm" => ("SOL003", "VNFPerformanceManagementNotification"),
        "nspm" => ("SOL005", "NSPerformanceManagementNotification"),
        "nslcm" => ("SOL005", "NSLifecycleManagementNotification"),
        "nsd" => ("SOL005", "NSDManagementNotification"),
        _ => ("SOL005", "VNFPackageManagementNotification"),
    });

    /// <summary>The document about grants.</summary>
    public static EtsiContract Grants => Load(("SOL003", "VNFLifecycleOperationGranting"));

    private static IEnumerable<EtsiContract> Documents(string api, string path) => (path.StartsWith($"/{api}/", StringComparison.Ordinal), api) switch
    {
        (true, "vnflcm" or "grant" or "vrqan" or "vnfind" or "vnfpm") => [Load(("SOL003", "APIVersion"))],
        (true, "vnfpkgm") => [Load(("SOL003", "APIVersion")), Load(("SOL005", "APIVersion"))],
        (true, _) => [Load(("SOL005", "APIVersion"))],
        (_, "vnflcm") => [Load(("SOL003", "VNFLifecycleManagement"))],
        (_, "grant") => [Grants],
        (_, "vrqan") => [Load(("SOL003", "VirtualisedResourcesQuotaAvailableNotification"))],
        (_, "vnfind") => [Load(("SOL003", "VNFIndicator"))],
        (_, "vnfpm") => [Load(("SOL003", "VNFPerformanceManagement")), Load(("SOL002", "VNFPerformanceManagement"))],
        (_, "nspm") => [Load(("SOL005", "NSPerformanceManagement"))],
        (_, "nslcm") => [Load(("SOL005", "NSLifecycleManagement"))],
        (_, "nsd") => [Load(("SOL005", "NSDManagement"))],
        (_, "vnfpkgm") => [Load(("SOL005", "VNFPackageManagement")), Load(("SOL003", "VNFPackageManagement"))],
        _ => [],
    };

    /// <summary>Documents of version 1: they are partial, and what they do not have is not judged.</summary>
    private static IEnumerable<EtsiContract> Older(string api) => api switch
    {
        "vnflcm" => [LoadOlder("SOL003", "2.4.1", "SOL003-VNFLifecycleManagement-API")],
        "vnfpkgm" => [LoadOlder("SOL003", "2.5.1", "SOL003-VNFPackageManagement-API")],
        "nslcm" => [LoadOlder("SOL005", "2.7.1", "SOL005-NSLifecycleManagement-API")],
        _ => [],
    };

    private static EtsiContract LoadOlder(string spec, string version, string file)
    {
        var loaded = EtsiContract.LoadOlder(spec, version, file);
        Skip.If(loaded is null, SharedFolder.SkipReason);
        return loaded!;
    }

    private static EtsiContract Load((string Spec, string Api) document)
    {
        var loaded = EtsiContract.Load(document.Spec, document.Api);
        Skip.If(loaded is null, SharedFolder.SkipReason);
        return loaded!;
    }

    /// <summary>Whether the document is wrong, not we.</summary>
    public static bool IsSlip(string finding) => Array.Exists(Slips, s => finding.EndsWith(s, StringComparison.Ordinal)) || finding.Contains(".operationParams: '", StringComparison.Ordinal);

    // SOL005 2.7.1 document: AffectedVirtualLink of SOL003 in the place of that of table 6.5.3.4-1.
    private static bool IsOlderSlip(string finding) => Array.Exists(OlderSlips, s => finding.EndsWith(s, StringComparison.Ordinal)) || finding.Contains(".affectedVls[", StringComparison.Ordinal);

    private static bool IsJson(Answer answer) => answer.MediaType is "application/json" or "application/problem+json";
}
