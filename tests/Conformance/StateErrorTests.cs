using System.Net.Http.Headers;

namespace NfvOrchestrator.Conformance;

/// <summary>409, 412, 416, 422: right requests at the wrong time or of the wrong content.</summary>
[Collection(LabCollection.Name)]
public sealed class StateErrorTests(ConformanceLab lab)
{
    private const string Vnf = "/vnflcm/v2/vnf_instances/{vnfInstanceId}";
    private const string Ns = "/nslcm/v2/ns_instances/{nsInstanceId}";

    [SkippableTheory]
    [InlineData("DELETE " + Vnf, null)]
    [InlineData("POST " + Vnf + "/instantiate", """{"flavourId":"simple"}""")]
    public async Task What_a_running_VNF_does_not_allow_409(string operation, string? body)
        => (await lab.CallAsync(operation, [await lab.InstantiatedVnfAsync()], body)).ShouldBeProblem(409);

    [SkippableTheory]
    [InlineData("POST " + Vnf + "/scale", """{"type":"SCALE_OUT","aspectId":"a"}""")]
    [InlineData("POST " + Vnf + "/terminate", """{"terminationType":"GRACEFUL"}""")]
    public async Task What_a_VNF_that_is_not_instantiated_does_not_allow_409(string operation, string body)
        => (await lab.CallAsync(operation, [await lab.VnfAsync()], body)).ShouldBeProblem(409);

    [SkippableTheory]
    [InlineData("DELETE " + Ns, null)]
    [InlineData("POST " + Ns + "/instantiate", """{"nsFlavourId":"simple"}""")]
    public async Task What_a_running_service_does_not_allow_409(string operation, string? body)
        => (await lab.CallAsync(operation, [await lab.InstantiatedNsAsync()], body)).ShouldBeProblem(409);

    [SkippableFact]
    public async Task A_service_that_is_not_instantiated_cannot_be_terminated_409()
        => (await lab.CallAsync("POST " + Ns + "/terminate", [await lab.NsAsync()], "{}")).ShouldBeProblem(409);

    [SkippableTheory]
    [InlineData("retry", null)]
    [InlineData("rollback", null)]
    [InlineData("fail", null)]
    [InlineData("cancel", """{"cancelMode":"GRACEFUL"}""")]
    public async Task An_operation_that_is_over_stays_over_409(string task, string? body)
    {
        var vnf = await lab.FinishVnfAsync((await lab.InstantiateVnfAsync(await lab.VnfAsync())).Expect(202));
        (await lab.CallAsync($"POST /vnflcm/v2/vnf_lcm_op_occs/{{vnfLcmOpOccId}}/{task}", [vnf.Id], body)).ShouldBeProblem(409);
        var ns = await lab.FinishNsAsync((await lab.InstantiateNsAsync(await lab.NsAsync())).Expect(202));
        (await lab.CallAsync($"POST /nslcm/v2/ns_lcm_op_occs/{{nsLcmOpOccId}}/{task}", [ns.Id], body)).ShouldBeProblem(409);
    }

    [SkippableFact]
    public async Task A_busy_instance_refuses_a_second_operation_409()
    {
        var id = await lab.VnfAsync();
        var fault = await lab.AddFaultAsync(id, "HANG");
        var first = (await lab.InstantiateVnfAsync(id)).Expect(202);
        (await lab.InstantiateVnfAsync(id)).ShouldBeProblem(409).Text.ShouldContain(ConformanceLab.IdOf(first));
        (await lab.CallAsync("DELETE " + Vnf, [id])).ShouldBeProblem(409);
        await lab.ClearFaultsAsync(fault);
    }

    [SkippableTheory]
    [InlineData("package_content")]
    [InlineData("vnfd")]
    [InlineData("manifest")]
    [InlineData("artifacts/{artifactPath}")]
    public async Task A_package_without_content_cannot_be_read_409(string part)
        => (await lab.CallAsync($"GET /vnfpkgm/v2/vnf_packages/{{vnfPkgId}}/{part}", [await OperationCases.NewPackageAsync(lab), "a"])).ShouldBeProblem(409);

    [SkippableTheory]
    [InlineData("nsd_content")]
    [InlineData("nsd")]
    [InlineData("manifest")]
    [InlineData("artifacts/{artifactPath}")]
    public async Task An_NSD_without_content_cannot_be_read_409(string part)
        => (await lab.CallAsync($"GET /nsd/v2/ns_descriptors/{{nsdInfoId}}/{part}", [await OperationCases.NewNsdAsync(lab), "a"])).ShouldBeProblem(409);

    [SkippableTheory]
    [InlineData("pnfd_content")]
    [InlineData("pnfd")]
    [InlineData("manifest")]
    [InlineData("artifacts/{artifactPath}")]
    public async Task A_PNFD_without_content_cannot_be_read_409(string part)
        => (await lab.CallAsync($"GET /nsd/v2/pnf_descriptors/{{pnfdInfoId}}/{part}", [await OperationCases.NewPnfdAsync(lab), "a"])).ShouldBeProblem(409);

    [SkippableFact]
    public async Task Descriptors_in_use_stay_409()
    {
        await lab.NsAsync();
        (await lab.CallAsync("DELETE /vnfpkgm/v2/vnf_packages/{vnfPkgId}", [await OperationCases.PackageAsync(lab)])).ShouldBeProblem(409);
        (await lab.CallAsync("DELETE /nsd/v2/ns_descriptors/{nsdInfoId}", [await OperationCases.NsdAsync(lab)])).ShouldBeProblem(409);
    }

    [SkippableFact]
    public async Task Content_is_uploaded_once_409()
    {
        HttpContent Zip() => new ByteArrayContent([1]) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };
        (await lab.CallAsync("PUT /vnfpkgm/v2/vnf_packages/{vnfPkgId}/package_content", [await OperationCases.PackageAsync(lab)], content: Zip())).ShouldBeProblem(409);
        (await lab.CallAsync("PUT /nsd/v2/ns_descriptors/{nsdInfoId}/nsd_content", [await OperationCases.NsdAsync(lab)], content: Zip())).ShouldBeProblem(409);
    }

    [SkippableFact]
    public async Task An_enabled_descriptor_cannot_be_enabled_again_409()
    {
        (await lab.CallAsync("PATCH /vnfpkgm/v2/vnf_packages/{vnfPkgId}", [await OperationCases.PackageAsync(lab)], """{"operationalState":"ENABLED"}""")).ShouldBeProblem(409);
        (await lab.CallAsync("PATCH /nsd/v2/ns_descriptors/{nsdInfoId}", [await OperationCases.NsdAsync(lab)], """{"nsdOperationalState":"ENABLED"}""")).ShouldBeProblem(409);
    }

    [SkippableTheory]
    [InlineData("vnf")]
    [InlineData("ns")]
    [InlineData("package")]
    [InlineData("nsd")]
    [InlineData("package-patch")]
    [InlineData("nsd-patch")]
    public async Task Changed_by_somebody_else_412(string what)
    {
        var (operation, id, body) = what switch
        {
            "vnf" => ("DELETE " + Vnf, await lab.VnfAsync(), null),
            "ns" => ("DELETE " + Ns, await lab.NsAsync(), null),
            "package" => ("DELETE /vnfpkgm/v2/vnf_packages/{vnfPkgId}", await OperationCases.NewPackageAsync(lab), null),
            "nsd" => ("DELETE /nsd/v2/ns_descriptors/{nsdInfoId}", await OperationCases.NewNsdAsync(lab), null),
            "package-patch" => ("PATCH /vnfpkgm/v2/vnf_packages/{vnfPkgId}", await OperationCases.NewPackageAsync(lab), """{"userDefinedData":{"a":"b"}}"""),
            _ => ("PATCH /nsd/v2/ns_descriptors/{nsdInfoId}", await OperationCases.NewNsdAsync(lab), """{"userDefinedData":{"a":"b"}}"""),
        };
        (await lab.CallAsync(operation, [id], body, adjust: r => r.Headers.IfMatch.ParseAdd("\"99999\""))).ShouldBeProblem(412);

        // With the tag of the resource as it is, the same request is taken.
        var read = "GET" + operation[operation.IndexOf(' ', StringComparison.Ordinal)..];
        var tag = (await lab.CallAsync(read, [id])).Expect(200).Header("ETag").ShouldNotBeNull();
        (await lab.CallAsync(operation, [id], body, adjust: r => r.Headers.IfMatch.ParseAdd(tag))).Status.ShouldBeInRange(200, 204);
    }

    [SkippableTheory]
    [InlineData("GET /vnfpkgm/v2/vnf_packages/{vnfPkgId}/package_content")]
    [InlineData("GET /vnfpkgm/v2/vnf_packages/{vnfPkgId}/artifacts/{artifactPath}")]
    [InlineData("GET /vnfpkgm/v2/onboarded_vnf_packages/{vnfdId}/package_content")]
    [InlineData("GET /nsd/v2/ns_descriptors/{nsdInfoId}/nsd_content")]
    public async Task Parts_of_content_206_and_416(string operation)
    {
        string[] ids = operation switch
        {
            _ when operation.Contains("onboarded", StringComparison.Ordinal) => [lab.VnfdId],
            _ when operation.Contains("nsd", StringComparison.Ordinal) => [await OperationCases.NsdAsync(lab)],
            _ => [await OperationCases.PackageAsync(lab), "Files/images/vnf.img"],
        };
        var whole = (await lab.CallAsync(operation, ids)).Expect(200).ShouldConform();
        var part = (await lab.CallAsync(operation, ids, adjust: r => r.Headers.Range = new RangeHeaderValue(5, 9))).Expect(206).ShouldConform();
        part.Content.ShouldBe(whole.Content[5..10]);
        part.Header("Content-Range").ShouldBe($"bytes 5-9/{whole.Content.Length}");
        var outside = (await lab.CallAsync(operation, ids, adjust: r => r.Headers.Range = new RangeHeaderValue(1L << 40, null))).ShouldBeProblem(416);
        outside.Header("Content-Range").ShouldBe($"bytes */{whole.Content.Length}");
    }

    [SkippableTheory]
    [InlineData("POST /vnflcm/v2/vnf_instances", """{"vnfdId":"00000000-0000-4000-8000-000000000000"}""")]
    [InlineData("POST /nslcm/v2/ns_instances", """{"nsdId":"00000000-0000-4000-8000-000000000000","nsName":"n","nsDescription":"d"}""")]
    [InlineData("POST /vnflcm/v2/vnf_instances", "{}")]
    [InlineData("POST /nslcm/v2/ns_instances", "{}")]
    [InlineData("POST /vnflcm/v2/subscriptions", """{"callbackUri":"not a uri"}""")]
    public async Task Content_that_cannot_be_processed_422(string operation, string body)
    {
        var answer = await lab.CallAsync(operation, body: body);
        answer.ShouldBeProblem(answer.Status is 400 ? 400 : 422);
    }
}
