using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Lab;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Conformance;

/// <summary>Every operation that we map, with a call that succeeds. A new endpoint needs a line here, or a test fails.</summary>
internal static class OperationCases
{
    private const string Subscription = """{"callbackUri":"http://127.0.0.1:9/nobody"}""";
    private const string NoSuchDescriptor = "00000000-0000-4000-8000-000000000000";

    /// <summary>APIs that are spoken in version 1 as well.</summary>
    private static readonly string[] Legacy = ["vnflcm", "nslcm", "nsd", "vnfpkgm", "vnfpm", "nspm"];

    /// <summary>What came after version 1.</summary>
    private static readonly string[] Newer = ["/pnf_descriptors", "/onboarded_vnf_packages", "/manifest", "/ns_descriptors/{nsdInfoId}/nsd", "/ns_descriptors/{nsdInfoId}/artifacts", "/change_vnfpkg", "snapshot", "/external_artifacts", "/artifacts", "PATCH /vnfpm", "PATCH /nspm"];

    /// <summary>By operation.</summary>
    public static IReadOnlyDictionary<string, OperationCase> All { get; } = Make();

    /// <summary>The operation of a line.</summary>
    public static OperationCase Of(string operation) => All[operation];

    private static SortedDictionary<string, OperationCase> Make()
    {
        var all = new SortedDictionary<string, OperationCase>(StringComparer.Ordinal);
        Versions(all);
        foreach (var api in (string[])["vnflcm", "nslcm", "nsd", "vnfpkgm"])
        {
            Subscriptions(all, api);
        }
        Subscriptions(all, "vnfind", "v1");
        Subscriptions(all, "vrqan", "v1");
        Indicators(all);
        Vnfs(all);
        VnfOccurrences(all);
        Services(all);
        ServiceOccurrences(all);
        Packages(all);
        Descriptors(all);
        Grants(all);
        Performance(all, "vnfpm");
        Performance(all, "nspm");
        OlderVersions(all);
        return all;
    }

    /// <summary>Whether an operation belongs to version 1 of an API that has a version 2.</summary>
    public static bool IsOlder(string operation) => Legacy.Any(api => operation.Contains($" /{api}/v1/", StringComparison.Ordinal));

    /// <summary>Version 1 has the operations of version 2, but for those that came later, with bodies of its own.</summary>
    private static void OlderVersions(SortedDictionary<string, OperationCase> all)
    {
        foreach (var (operation, right) in all.ToList())
        {
            if (Legacy.Any(api => operation.Contains($" /{api}/v2/", StringComparison.Ordinal))
                && !Newer.Any(n => n.EndsWith("/nsd", StringComparison.Ordinal) || n == "/artifacts" ? operation.EndsWith(n, StringComparison.Ordinal) : operation.Contains(n, StringComparison.Ordinal)))
            {
                all[operation.Replace("/v2/", "/v1/", StringComparison.Ordinal)] = right;
            }
        }
        foreach (var api in Legacy)
        {
            var root = $"/{api}/v1/subscriptions";
            static Task<Answer> SubscribeAsync(ConformanceLab lab, string api)
                => lab.CallAsync($"POST /{api}/v1/subscriptions", body: $$"""{"callbackUri":"{{lab.Receiver.CallbackUri(api + "-v1")}}"}""");
            all[$"POST {root}"] = new(Subscription, (lab, _) => SubscribeAsync(lab, api));
            all[$"GET {root}"] = new(static (lab, operation) => lab.CallAsync(operation));
            all[$"GET {root}/{{subscriptionId}}"] = new(async (lab, operation) => await lab.CallAsync(operation, [(await SubscribeAsync(lab, api)).Expect(201).Id]));
            all[$"DELETE {root}/{{subscriptionId}}"] = new(async (lab, operation) => await lab.CallAsync(operation, [(await SubscribeAsync(lab, api)).Expect(201).Id]));
        }
        all["POST /vnflcm/v1/vnf_instances/{vnfInstanceId}/instantiate"] = new("""{"flavourId":"simple"}""", static async (lab, operation) => await lab.CallAsync(
            operation,
            [await lab.VnfAsync()],
            $$"""
            {
              "flavourId": "simple",
              "extVirtualLinks": [{ "id": "outside", "vimConnectionId": "{{LabHost.VimAccount}}", "resourceId": "{{lab.Network}}", "extCps": [{ "cpdId": "net", "cpConfig": [{ "cpProtocolData": [{ "layerProtocol": "IP_OVER_ETHERNET" }] }] }] }],
              "vimConnectionInfo": [{ "id": "{{LabHost.VimAccount}}", "vimType": "SIMULATOR" }]
            }
            """));
        all["GET /vnflcm/v1/vnf_lcm_op_occs/{vnfLcmOpOccId}"] = new(static async (lab, operation) =>
            await lab.CallAsync(operation, [ConformanceLab.IdOf(await InstantiatedAsync(lab))]));
        all["POST /nslcm/v1/ns_instances/{nsInstanceId}/instantiate"] = new("""{"nsFlavourId":"simple"}""", static async (lab, operation) =>
            await lab.CallAsync(operation, [await lab.NsAsync()], """{"nsFlavourId":"simple","additionalParamForNestedNs":[]}"""));
        all["GET /nslcm/v1/ns_lcm_op_occs/{nsLcmOpOccId}"] = new(static async (lab, operation) =>
        {
            var accepted = (await lab.InstantiateNsAsync(await lab.NsAsync())).Expect(202);
            await lab.FinishNsAsync(accepted);
            return await lab.CallAsync(operation, [ConformanceLab.IdOf(accepted)]);
        });

        static async Task<Answer> InstantiatedAsync(ConformanceLab lab)
        {
            var accepted = (await Of("POST /vnflcm/v1/vnf_instances/{vnfInstanceId}/instantiate").SucceedAsync(lab, "POST /vnflcm/v1/vnf_instances/{vnfInstanceId}/instantiate")).Expect(202);
            accepted.Header("Location").ShouldNotBeNull().ShouldContain("/vnflcm/v1/vnf_lcm_op_occs/");
            await lab.FinishVnfAsync(accepted);
            return accepted;
        }
    }

    private static void Versions(SortedDictionary<string, OperationCase> all)
    {
        foreach (var (api, major) in (ReadOnlySpan<(string, string)>)[("vnflcm", "v2"), ("nslcm", "v2"), ("nsd", "v2"), ("vnfpkgm", "v2"), ("grant", "v1"), ("vrqan", "v1"), ("vnfind", "v1"), ("vnfpm", "v2"), ("nspm", "v2")])
        {
            all[$"GET /{api}/api_versions"] = new(static (lab, operation) => lab.CallAsync(operation));
            all[$"GET /{api}/{major}/api_versions"] = new(static (lab, operation) => lab.CallAsync(operation));
        }
    }

    private static void Subscriptions(SortedDictionary<string, OperationCase> all, string api, string major = "v2")
    {
        var root = $"/{api}/{major}/subscriptions";
        all[$"POST {root}"] = new(Subscription, (lab, _) => lab.SubscribeAsync(api));
        all[$"GET {root}"] = new(static (lab, operation) => lab.CallAsync(operation));
        all[$"GET {root}/{{subscriptionId}}"] = new(async (lab, operation) => await lab.CallAsync(operation, [(await lab.SubscribeAsync(api)).Expect(201).Id]));
        all[$"DELETE {root}/{{subscriptionId}}"] = new(async (lab, operation) => await lab.CallAsync(operation, [(await lab.SubscribeAsync(api)).Expect(201).Id]));
    }

    private static void Indicators(SortedDictionary<string, OperationCase> all)
    {
        const string root = "/vnfind/v1/indicators";
        all[$"GET {root}"] = new(static async (lab, operation) =>
        {
            await lab.ReportingVnfAsync();
            return await lab.CallAsync(operation);
        });
        all[$"GET {root}/{{vnfInstanceId}}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await lab.ReportingVnfAsync()]));
        all[$"GET {root}/{{vnfInstanceId}}/{{indicatorId}}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await lab.ReportingVnfAsync(), "load"]));
    }

    /// <summary>The operations of a performance management API; a case calls version 1 when its operation is of version 1.</summary>
    private static void Performance(SortedDictionary<string, OperationCase> all, string api)
    {
        var jobs = $"/{api}/v2/pm_jobs";
        var thresholds = $"/{api}/v2/thresholds";
        const string modifications = """{"callbackUri":"http://127.0.0.1:9/nobody"}""";
        all[$"POST {jobs}"] = new(PmCases.Job("none", api, "http://127.0.0.1:9/nobody"), static (lab, operation) => PmCases.CreateJobAsync(lab, operation));
        all[$"GET {jobs}"] = new(static async (lab, operation) =>
        {
            await PmCases.ReportAsync(lab, operation);
            return await lab.CallAsync(operation, query: "?all_fields");
        });
        all[$"GET {jobs}/{{pmJobId}}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [(await PmCases.ReportAsync(lab, operation)).Job]));
        all[$"PATCH {jobs}/{{pmJobId}}"] = new(modifications, static async (lab, operation)
            => await lab.CallAsync(operation, [(await PmCases.CreateJobAsync(lab, operation)).Expect(201).Id], $$"""{"callbackUri":"{{lab.Receiver.CallbackUri("elsewhere")}}"}"""));
        all[$"DELETE {jobs}/{{pmJobId}}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [(await PmCases.CreateJobAsync(lab, operation)).Expect(201).Id]));
        all[$"GET {jobs}/{{pmJobId}}/reports/{{reportId}}"] = new(static async (lab, operation) =>
        {
            var (job, report) = await PmCases.ReportAsync(lab, operation);
            return await lab.CallAsync(operation, [job, report]);
        });
        all[$"POST {thresholds}"] = new(PmCases.Threshold("none", api, "http://127.0.0.1:9/nobody"), static (lab, operation) => PmCases.CreateThresholdAsync(lab, operation));
        all[$"GET {thresholds}"] = new(static async (lab, operation) =>
        {
            (await PmCases.CreateThresholdAsync(lab, operation)).Expect(201);
            return await lab.CallAsync(operation);
        });
        all[$"GET {thresholds}/{{thresholdId}}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [(await PmCases.CreateThresholdAsync(lab, operation)).Expect(201).Id]));
        all[$"PATCH {thresholds}/{{thresholdId}}"] = new(modifications, static async (lab, operation)
            => await lab.CallAsync(operation, [(await PmCases.CreateThresholdAsync(lab, operation)).Expect(201).Id], """{"authentication":{"authType":["BASIC"],"paramsBasic":{"userName":"u","password":"p"}}}"""));
        all[$"DELETE {thresholds}/{{thresholdId}}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [(await PmCases.CreateThresholdAsync(lab, operation)).Expect(201).Id]));
    }

    private static void Vnfs(SortedDictionary<string, OperationCase> all)
    {
        const string root = "/vnflcm/v2/vnf_instances";
        const string one = root + "/{vnfInstanceId}";
        all[$"POST {root}"] = new(
            $$"""{"vnfdId":"{{NoSuchDescriptor}}"}""",
            static (lab, operation) => lab.CallAsync(operation, body: $$"""{"vnfdId":"{{lab.VnfdId}}","vnfInstanceName":"named","vnfInstanceDescription":"described","metadata":{"a":"b"} }"""));
        all[$"GET {root}"] = new(static async (lab, operation) =>
        {
            await lab.InstantiatedVnfAsync();
            return await lab.CallAsync(operation, query: "?all_fields");
        });
        all[$"GET {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await lab.InstantiatedVnfAsync()]));
        all[$"DELETE {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await lab.VnfAsync()]));
        all[$"POST {one}/instantiate"] = new("""{"flavourId":"simple"}""", static async (lab, _) => await lab.InstantiateVnfAsync(await lab.VnfAsync()));
        all[$"POST {one}/scale"] = new("""{"type":"SCALE_OUT","aspectId":"user_plane"}""", static async (lab, operation) =>
        {
            var id = await lab.UpfAsync();
            var accepted = (await lab.CallAsync(operation, [id], Of(operation).Body)).Expect(202);
            (await lab.FinishVnfAsync(accepted)).ShouldConform();
            var back = (await lab.CallAsync(operation, [id], """{"type":"SCALE_IN","aspectId":"user_plane","numberOfSteps":1}""")).Expect(202);
            (await lab.FinishVnfAsync(back)).ShouldConform();
            return accepted;
        });
        all[$"POST {one}/scale_to_level"] = new("""{"scaleInfo":[{"aspectId":"user_plane","scaleLevel":1}]}""", static async (lab, operation) =>
        {
            var id = await lab.UpfAsync();
            var accepted = (await lab.CallAsync(operation, [id], Of(operation).Body)).Expect(202);
            (await lab.FinishVnfAsync(accepted)).ShouldConform();
            var back = (await lab.CallAsync(operation, [id], """{"scaleInfo":[{"aspectId":"user_plane","scaleLevel":0}]}""")).Expect(202);
            (await lab.FinishVnfAsync(back)).ShouldConform();
            return accepted;
        });
        all[$"POST {one}/change_flavour"] = new("""{"newFlavourId":"large"}""", static async (lab, operation) =>
        {
            var id = await lab.UpfAsync();
            var flavour = (await lab.CallAsync($"GET {one}", [id])).Expect(200).Json.GetProperty("instantiatedVnfInfo").GetProperty("flavourId").GetString();
            var accepted = (await lab.CallAsync(operation, [id], $$"""{"newFlavourId":"{{(flavour == "large" ? "small" : "large")}}"}""")).Expect(202);
            (await lab.FinishVnfAsync(accepted)).ShouldConform();
            (await lab.FinishVnfAsync((await lab.CallAsync(operation, [id], $$"""{"newFlavourId":"{{flavour}}"}""")).Expect(202))).ShouldConform();
            return accepted;
        });
        all[$"POST {one}/operate"] = new("""{"changeStateTo":"STOPPED","stopType":"GRACEFUL","gracefulStopTimeout":5}""", static async (lab, operation) =>
        {
            var id = await lab.InstantiatedVnfAsync();
            var accepted = await DoneAsync(lab, operation, id);
            (await lab.FinishVnfAsync((await lab.CallAsync(operation, [id], """{"changeStateTo":"STARTED"}""")).Expect(202))).ShouldConform();
            return accepted;
        });
        all[$"POST {one}/heal"] = new("""{"cause":"a test","additionalParams":{"all":true} }""", static async (lab, operation) => await DoneAsync(lab, operation, await lab.InstantiatedVnfAsync()));
        all[$"POST {one}/change_ext_conn"] = new("""{"extVirtualLinks":[{"id":"other","resourceId":"nowhere","extCps":[{"cpdId":"net"}]}]}""", static async (lab, operation) =>
        {
            var accepted = (await lab.ReconnectVnfAsync(operation, await lab.InstantiatedVnfAsync())).Expect(202);
            (await lab.FinishVnfAsync(accepted)).ShouldConform();
            return accepted;
        });
        all[$"POST {one}/change_vnfpkg"] = new($$"""{"vnfdId":"{{NoSuchDescriptor}}"}""", static async (lab, operation) =>
        {
            var id = await lab.InstantiatedVnfAsync();
            var accepted = (await lab.CallAsync(operation, [id], $$"""{"vnfdId":"{{await lab.NextVnfdAsync()}}","additionalParams":{"strategy":"ROLLING","batchSize":2} }""")).Expect(202);
            (await lab.FinishVnfAsync(accepted)).ShouldConform();
            (await lab.CallAsync($"GET {one}", [id])).Expect(200).ShouldConform();
            return accepted;
        });
        all[$"POST {one}/create_snapshot"] = new("""{"vnfSnapshotInfoId":"none"}""", static async (lab, operation) =>
        {
            var (vnf, snapshot) = (await lab.InstantiatedVnfAsync(), await lab.SnapshotAsync());
            var accepted = (await lab.CallAsync(operation, [vnf], $$"""{"vnfSnapshotInfoId":"{{snapshot}}","userDefinedData":{"a":"b"} }""")).Expect(202);
            (await lab.FinishVnfAsync(accepted)).ShouldConform();
            (await lab.CallAsync("GET /vnflcm/v2/vnf_snapshots/{vnfSnapshotInfoId}", [snapshot])).Expect(200).ShouldConform();
            return accepted;
        });
        all[$"POST {one}/revert_to_snapshot"] = new("""{"vnfSnapshotInfoId":"none"}""", static async (lab, operation) =>
        {
            var (vnf, snapshot) = await lab.TakenSnapshotAsync();
            var accepted = (await lab.CallAsync(operation, [vnf], $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""")).Expect(202);
            (await lab.FinishVnfAsync(accepted)).ShouldConform();
            return accepted;
        });
        VnfSnapshots(all);
        all[$"PATCH {one}"] = new("""{"vnfInstanceName":"renamed","metadata":{"a":"b"} }""", static async (lab, operation) => await DoneAsync(lab, operation, await lab.InstantiatedVnfAsync()));
        all[$"POST {one}/terminate"] = new("""{"terminationType":"FORCEFUL"}""", static async (lab, operation) =>
        {
            var accepted = (await lab.CallAsync(operation, [await lab.InstantiatedVnfAsync()], Of(operation).Body)).Expect(202);
            (await lab.FinishVnfAsync(accepted)).ShouldConform();
            return accepted;
        });
    }

    private static void VnfSnapshots(SortedDictionary<string, OperationCase> all)
    {
        const string snapshots = "/vnflcm/v2/vnf_snapshots";
        const string one = snapshots + "/{vnfSnapshotInfoId}";
        all[$"POST {snapshots}"] = new("{}", static (lab, operation) => lab.CallAsync(operation, body: "{}"));
        all[$"GET {snapshots}"] = new(static async (lab, operation) =>
        {
            await lab.TakenSnapshotAsync();
            return await lab.CallAsync(operation, query: "?all_fields");
        });
        all[$"GET {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [(await lab.TakenSnapshotAsync()).Snapshot]));
        all[$"GET {one}/vnf_state_snapshot"] = new(static async (lab, operation) => await lab.CallAsync(operation, [(await lab.TakenSnapshotAsync()).Snapshot]));
        all[$"PATCH {one}"] = new("""{"vnfSnapshotPkgId":"a-package"}""", static async (lab, operation) => await lab.CallAsync(operation, [await lab.SnapshotAsync()], Of(operation).Body));
        all[$"DELETE {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [(await lab.TakenSnapshotAsync()).Snapshot]));
    }

    /// <summary>Calls an operation on a VNF and waits for its end.</summary>
    private static async Task<Answer> DoneAsync(ConformanceLab lab, string operation, string id)
    {
        var accepted = (await lab.CallAsync(operation, [id], Of(operation).Body)).Expect(202);
        (await lab.FinishVnfAsync(accepted)).ShouldConform();
        (await lab.CallAsync("GET /vnflcm/v2/vnf_instances/{vnfInstanceId}", [id])).Expect(200).ShouldConform();
        return accepted;
    }

    private static void VnfOccurrences(SortedDictionary<string, OperationCase> all)
    {
        const string root = "/vnflcm/v2/vnf_lcm_op_occs";
        const string one = root + "/{vnfLcmOpOccId}";
        all[$"GET {root}"] = new(static async (lab, operation) =>
        {
            await lab.InstantiatedVnfAsync();
            return await lab.CallAsync(operation, query: "?all_fields");
        });
        all[$"GET {one}"] = new(static async (lab, _) => await lab.FinishVnfAsync((await lab.InstantiateVnfAsync(await lab.VnfAsync())).Expect(202)));
        all[$"POST {one}/retry"] = new((lab, operation) => GoOnAsync(lab, operation, "COMPLETED"));
        all[$"POST {one}/rollback"] = new((lab, operation) => GoOnAsync(lab, operation, "ROLLED_BACK"));
        all[$"POST {one}/fail"] = new(static async (lab, operation) => await lab.CallAsync(operation, [(await lab.StoppedVnfAsync()).Occurrence]));
        all[$"POST {one}/cancel"] = new("""{"cancelMode":"FORCEFUL"}""", static async (lab, operation) =>
        {
            var id = await lab.VnfAsync();
            var fault = await lab.AddFaultAsync(id, "HANG");
            var started = (await lab.InstantiateVnfAsync(id)).Expect(202);
            var answer = await lab.CallAsync(operation, [ConformanceLab.IdOf(started)], Of(operation).Body);
            await lab.ClearFaultsAsync(fault);
            return answer;
        });

        static async Task<Answer> GoOnAsync(ConformanceLab lab, string operation, string end)
        {
            var stopped = await lab.StoppedVnfAsync();
            (await lab.CallAsync("GET /vnflcm/v2/vnf_lcm_op_occs/{vnfLcmOpOccId}", [stopped.Occurrence])).Expect(200).ShouldConform();
            var answer = await lab.CallAsync(operation, [stopped.Occurrence]);
            (await lab.FinishAsync("GET /vnflcm/v2/vnf_lcm_op_occs/{vnfLcmOpOccId}", stopped.Occurrence, end)).ShouldConform();
            return answer;
        }
    }

    private static void Services(SortedDictionary<string, OperationCase> all)
    {
        const string root = "/nslcm/v2/ns_instances";
        const string one = root + "/{nsInstanceId}";
        all[$"POST {root}"] = new(
            $$"""{"nsdId":"{{NoSuchDescriptor}}","nsName":"n","nsDescription":"d"}""",
            static (lab, operation) => lab.CallAsync(operation, body: $$"""{"nsdId":"{{lab.NsdId}}","nsName":"n","nsDescription":"d"}"""));
        all[$"GET {root}"] = new(static async (lab, operation) =>
        {
            await lab.InstantiatedNsAsync();
            return await lab.CallAsync(operation, query: "?all_fields");
        });
        all[$"GET {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await lab.InstantiatedNsAsync()]));
        all[$"DELETE {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await lab.NsAsync()]));
        all[$"POST {one}/instantiate"] = new("""{"nsFlavourId":"simple"}""", static async (lab, _) => await lab.InstantiateNsAsync(await lab.NsAsync()));
        all[$"POST {one}/terminate"] = new("{}", static async (lab, operation) =>
        {
            var accepted = (await lab.CallAsync(operation, [await lab.InstantiatedNsAsync()], "{}")).Expect(202);
            (await lab.FinishNsAsync(accepted)).ShouldConform();
            return accepted;
        });
    }

    private static void ServiceOccurrences(SortedDictionary<string, OperationCase> all)
    {
        const string root = "/nslcm/v2/ns_lcm_op_occs";
        const string one = root + "/{nsLcmOpOccId}";
        all[$"GET {root}"] = new(static async (lab, operation) =>
        {
            await lab.InstantiatedNsAsync();
            return await lab.CallAsync(operation, query: "?all_fields");
        });
        all[$"GET {one}"] = new(static async (lab, _) => await lab.FinishNsAsync((await lab.InstantiateNsAsync(await lab.NsAsync())).Expect(202)));
        all[$"POST {one}/retry"] = new((lab, operation) => GoOnAsync(lab, operation, "COMPLETED"));
        all[$"POST {one}/rollback"] = new((lab, operation) => GoOnAsync(lab, operation, "ROLLED_BACK"));
        all[$"POST {one}/fail"] = new(static async (lab, operation) => await lab.CallAsync(operation, [(await lab.StoppedNsAsync()).Occurrence]));
        all[$"POST {one}/cancel"] = new("""{"cancelMode":"FORCEFUL"}""", static async (lab, operation) =>
        {
            var id = await lab.NsAsync();
            var fault = await lab.AddFaultAsync(id, "HANG");
            var started = (await lab.InstantiateNsAsync(id)).Expect(202);
            var answer = await lab.CallAsync(operation, [ConformanceLab.IdOf(started)], Of(operation).Body);
            await lab.ClearFaultsAsync(fault);
            return answer;
        });

        static async Task<Answer> GoOnAsync(ConformanceLab lab, string operation, string end)
        {
            var stopped = await lab.StoppedNsAsync();
            (await lab.CallAsync("GET /nslcm/v2/ns_lcm_op_occs/{nsLcmOpOccId}", [stopped.Occurrence])).Expect(200).ShouldConform();
            var answer = await lab.CallAsync(operation, [stopped.Occurrence]);
            (await lab.FinishAsync("GET /nslcm/v2/ns_lcm_op_occs/{nsLcmOpOccId}", stopped.Occurrence, end)).ShouldConform();
            return answer;
        }
    }

    private static void Packages(SortedDictionary<string, OperationCase> all)
    {
        const string root = "/vnfpkgm/v2/vnf_packages";
        const string one = root + "/{vnfPkgId}";
        const string onboarded = "/vnfpkgm/v2/onboarded_vnf_packages";
        all[$"POST {root}"] = new("{}", static (lab, operation) => lab.CallAsync(operation, body: """{"userDefinedData":{"owner":"us"}}"""));
        all[$"GET {root}"] = new(static (lab, operation) => lab.CallAsync(operation, query: "?all_fields"));
        all[$"GET {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await PackageAsync(lab)]));
        all[$"PATCH {one}"] = new("""{"userDefinedData":{"owner":"them"}}""", static async (lab, operation) => await lab.CallAsync(operation, [await NewPackageAsync(lab)], Of(operation).Body));
        all[$"DELETE {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await NewPackageAsync(lab)]));
        all[$"PUT {one}/package_content"] = new(null, "application/zip", static async (lab, operation) =>
        {
            // The minimal VNF is onboarded: a second package with its VNFD is accepted for reading, and refused by the reader later.
            var id = await NewPackageAsync(lab);
            return await lab.CallAsync(operation, [id], content: Zip(Pack(Samples.Find("minimal/vnf"))));
        });
        all[$"POST {one}/package_content/upload_from_uri"] = new("""{"addressInformation":"http://127.0.0.1:9/nobody.csar"}""", static async (lab, operation) =>
        {
            await using var server = await ContentServer.StartAsync(Pack(Samples.Find("minimal/vnf")));
            return await lab.CallAsync(operation, [await NewPackageAsync(lab)], $$"""{"addressInformation":"{{server.Uri}}"}""");
        });
        all[$"GET {one}/artifacts"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await PackageAsync(lab)], query: "?include_signatures"));
        all[$"GET {onboarded}/{{vnfdId}}/artifacts"] = new(static (lab, operation) => lab.CallAsync(operation, [lab.VnfdId], query: "?exclude_all_mano_artifacts"));
        Reads(all, one, static lab => PackageAsync(lab), "package_content", "vnfd");
        all[$"GET {onboarded}"] = new(static (lab, operation) => lab.CallAsync(operation, query: "?all_fields"));
        all[$"GET {onboarded}/{{vnfdId}}"] = new(static (lab, operation) => lab.CallAsync(operation, [lab.VnfdId]));
        Reads(all, onboarded + "/{vnfdId}", static lab => Task.FromResult(lab.VnfdId), "package_content", "vnfd");
    }

    private static void Descriptors(SortedDictionary<string, OperationCase> all)
    {
        const string root = "/nsd/v2/ns_descriptors";
        const string one = root + "/{nsdInfoId}";
        all[$"POST {root}"] = new("{}", static (lab, operation) => lab.CallAsync(operation, body: """{"userDefinedData":{"owner":"us"}}"""));
        all[$"GET {root}"] = new(static (lab, operation) => lab.CallAsync(operation, query: "?all_fields"));
        all[$"GET {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await NsdAsync(lab)]));
        all[$"PATCH {one}"] = new("""{"userDefinedData":[{"owner":"them"}]}""", static async (lab, operation) => await lab.CallAsync(operation, [await NewNsdAsync(lab)], Of(operation).Body));
        all[$"DELETE {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await NewNsdAsync(lab)]));
        all[$"PUT {one}/nsd_content"] = new(null, "application/zip", static async (lab, operation) =>
            await lab.CallAsync(operation, [await NewNsdAsync(lab)], content: Zip(Pack(Samples.Find("minimal/ns")))));
        Reads(all, one, static lab => NsdAsync(lab), "nsd_content", "nsd");
        PhysicalDescriptors(all);
    }

    private static void PhysicalDescriptors(SortedDictionary<string, OperationCase> all)
    {
        const string root = "/nsd/v2/pnf_descriptors";
        const string one = root + "/{pnfdInfoId}";
        all[$"POST {root}"] = new("{}", static (lab, operation) => lab.CallAsync(operation, body: """{"userDefinedData":{"owner":"us"}}"""));
        all[$"GET {root}"] = new(static (lab, operation) => lab.CallAsync(operation, query: "?all_fields"));
        all[$"GET {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await PnfdAsync(lab)]));
        all[$"PATCH {one}"] = new("""{"userDefinedData":{"owner":"them"}}""", static async (lab, operation) => await lab.CallAsync(operation, [await NewPnfdAsync(lab)], Of(operation).Body));
        all[$"DELETE {one}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [await NewPnfdAsync(lab)]));
        all[$"PUT {one}/pnfd_content"] = new(null, "application/zip", static async (lab, operation) =>
            await lab.CallAsync(operation, [await NewPnfdAsync(lab)], content: Zip(Pack(Samples.Find("minimal/pnf")))));
        Reads(all, one, static lab => PnfdAsync(lab), "pnfd_content", "pnfd");
    }

    private static void Grants(SortedDictionary<string, OperationCase> all)
    {
        // As the VNFM asked, for an operation of another VNF; asking again for the same operation gives the same grant.
        all["POST /grant/v1/grants"] = new("{}", static async (lab, operation) =>
        {
            var request = JsonNode.Parse((await GrantAsync(lab)).Request)!.AsObject();
            request["vnfInstanceId"] = Guid.CreateVersion7().ToString();
            request["vnfLcmOpOccId"] = Guid.CreateVersion7().ToString();
            var first = await lab.CallAsync(operation, body: request.ToJsonString());
            var again = await lab.CallAsync(operation, body: request.ToJsonString());
            again.Id.ShouldBe(first.Expect(201).Id);
            return again;
        });
        all["GET /grant/v1/grants/{grantId}"] = new(static async (lab, operation) => await lab.CallAsync(operation, [(await GrantAsync(lab)).Answer.Id]));
    }

    /// <summary>What can be read of a package or NSD.</summary>
    private static void Reads(SortedDictionary<string, OperationCase> all, string one, Func<ConformanceLab, Task<string>> find, string content, string descriptor)
    {
        all[$"GET {one}/{content}"] = new(async (lab, operation) => await lab.CallAsync(operation, [await find(lab)]));
        all[$"GET {one}/{descriptor}"] = new(async (lab, operation) => await lab.CallAsync(operation, [await find(lab)]));
        all[$"GET {one}/manifest"] = new(async (lab, operation) => await lab.CallAsync(operation, [await find(lab)]));
        all[$"GET {one}/artifacts/{{artifactPath}}"] = new(async (lab, operation) => await lab.CallAsync(operation, [await find(lab), await ArtifactAsync(lab, one, await find(lab))]));
    }

    /// <summary>Any file that the resource lists.</summary>
    private static async Task<string> ArtifactAsync(ConformanceLab lab, string one, string id)
    {
        if (one.Contains("ns_descriptors", StringComparison.Ordinal))
        {
            return "minimal_ns.yaml";
        }
        if (one.Contains("pnf_descriptors", StringComparison.Ordinal))
        {
            return "gateway.yaml";
        }
        var package = (await lab.CallAsync($"GET {one}", [id])).Expect(200).Json;
        return package.GetProperty("softwareImages")[0].GetProperty("imagePath").GetString()!;
    }

    /// <summary>The onboarded package of the minimal VNF.</summary>
    public static async Task<string> PackageAsync(ConformanceLab lab)
        => (await lab.CallAsync("GET /vnfpkgm/v2/onboarded_vnf_packages/{vnfdId}", [lab.VnfdId])).Expect(200).Id;

    /// <summary>The onboarded NSD of the minimal service.</summary>
    public static async Task<string> NsdAsync(ConformanceLab lab)
        => (await lab.CallAsync("GET /nsd/v2/ns_descriptors", query: $"?filter=(eq,nsdId,{lab.NsdId})")).Expect(200).Json.EnumerateArray()
            .Single(n => n.GetProperty("nsdOnboardingState").GetString() == "ONBOARDED").GetProperty("id").GetString()!;

    /// <summary>A package without content.</summary>
    public static async Task<string> NewPackageAsync(ConformanceLab lab) => (await lab.CallAsync("POST /vnfpkgm/v2/vnf_packages", body: "{}")).Expect(201).Id;

    /// <summary>An NSD without content.</summary>
    public static async Task<string> NewNsdAsync(ConformanceLab lab) => (await lab.CallAsync("POST /nsd/v2/ns_descriptors", body: "{}")).Expect(201).Id;

    /// <summary>A PNFD without content.</summary>
    public static async Task<string> NewPnfdAsync(ConformanceLab lab) => (await lab.CallAsync("POST /nsd/v2/pnf_descriptors", body: "{}")).Expect(201).Id;

    /// <summary>An onboarded PNFD; the lab has none of its own, so the first who asks onboards it.</summary>
    public static async Task<string> PnfdAsync(ConformanceLab lab)
    {
        async Task<string?> FindAsync() => (await lab.CallAsync("GET /nsd/v2/pnf_descriptors", query: "?filter=(eq,pnfdOnboardingState,ONBOARDED)")).Expect(200).Json.EnumerateArray()
            .Select(static p => p.GetProperty("id").GetString()).FirstOrDefault();
        if (await FindAsync() is null)
        {
            (await lab.CallAsync("PUT /nsd/v2/pnf_descriptors/{pnfdInfoId}/pnfd_content", [await NewPnfdAsync(lab)], content: Zip(Pack(Samples.Find("minimal/pnf"))))).Expect(202);
        }
        await Eventually.HoldsAsync(async () => await FindAsync() is not null, "a PNFD is onboarded");
        return (await FindAsync())!;
    }

    /// <summary>A grant request that the VNFM made, with its answer.</summary>
    public static async Task<RecordedExchange> GrantAsync(ConformanceLab lab)
    {
        RecordedExchange? Find() => lab.Recorder.Exchanges.FirstOrDefault(e => e.Operation == "POST /grant/v1/grants" && e.Answer.Status == 201);
        if (Find() is null)
        {
            await lab.InstantiatedVnfAsync();
        }
        await Eventually.HoldsAsync(() => Find() is not null, "the VNFM asked for a grant");
        return Find()!;
    }

    private static byte[] Pack(string folder)
    {
        using var memory = new MemoryStream();
        CsarPacker.Pack(folder, memory);
        return memory.ToArray();
    }

    private static ByteArrayContent Zip(byte[] content) => new(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };
}
