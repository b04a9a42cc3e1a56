using System.Text;
using System.Text.Json;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Conformance;

/// <summary>What the services say to each other and to subscribers, while a 5G core comes up and goes.</summary>
[Collection(LabCollection.Name)]
public sealed class ExchangeTests(ConformanceLab lab)
{
    [SkippableFact]
    public async Task The_resources_of_a_5G_core_conform()
    {
        var core = await lab.CoreAsync();
        var service = (await lab.CallAsync("GET /nslcm/v2/ns_instances/{nsInstanceId}", [core])).Expect(200).ShouldConform();
        var vnfs = service.Json.GetProperty("vnfInstance").EnumerateArray().Select(v => v.GetProperty("id").GetString()!).ToList();
        vnfs.Count.ShouldBe(9);
        foreach (var id in vnfs)
        {
            (await lab.CallAsync("GET /vnflcm/v2/vnf_instances/{vnfInstanceId}", [id])).Expect(200).ShouldConform();
        }
        foreach (var list in (string[])["GET /nslcm/v2/ns_instances", "GET /nslcm/v2/ns_lcm_op_occs", "GET /vnflcm/v2/vnf_instances", "GET /vnflcm/v2/vnf_lcm_op_occs", "GET /vnfpkgm/v2/vnf_packages", "GET /nsd/v2/ns_descriptors"])
        {
            (await lab.CallAsync(list, query: "?all_fields")).Expect(200).ShouldConform();
            (await lab.CallAsync(list)).Expect(200).ShouldConform();
        }
    }

    [SkippableFact]
    public async Task Grants_are_asked_for_and_given_as_the_document_says()
    {
        await lab.UpfAsync();
        await lab.InstantiatedVnfAsync();
        var grants = lab.Recorder.Exchanges.Where(e => e.Operation == "POST /grant/v1/grants" && e.Answer.Status is 201 or 403).ToList();
        grants.ShouldNotBeEmpty();
        foreach (var grant in grants)
        {
            var request = Encoding.UTF8.GetString(grant.Request);
            Contracts.Grants.ValidateRequest("POST", "/grants", request).ShouldBeEmpty(request);
            grant.Answer.ShouldConform();
        }
    }

    [SkippableFact]
    public async Task What_the_services_ask_of_each_other_conforms()
    {
        await lab.UpfAsync();
        await lab.FinishNsAsync((await lab.CallAsync("POST /nslcm/v2/ns_instances/{nsInstanceId}/terminate", [await lab.InstantiatedNsAsync()], "{}")).Expect(202));
        var mapped = MappedOperation.Of(lab.Lab).ToHashSet(StringComparer.Ordinal);
        // 499: who asked had hung up, nobody got that answer.
        var exchanges = lab.Recorder.Exchanges.Where(e => mapped.Contains(e.Operation) && e.Answer.Status != 499).ToList();
        exchanges.Count.ShouldBeGreaterThan(20);
        exchanges.SelectMany(e => Contracts.Violations(e.Answer)).Distinct(StringComparer.Ordinal).ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData("vnflcm", "VnfLcmOperationOccurrenceNotification", "VnfIdentifierCreationNotification", "VnfIdentifierDeletionNotification")]
    [InlineData("nslcm", "NsLcmOperationOccurrenceNotification", "NsIdentifierCreationNotification", "NsIdentifierDeletionNotification")]
    [InlineData("vnfpkgm", "VnfPackageOnboardingNotification")]
    [InlineData("nsd", "NsdOnBoardingNotification")]
    public async Task Notifications_conform(string api, params string[] kinds)
    {
        await lab.CoreAsync();
        var (vnf, _) = await lab.StoppedVnfAsync();
        await lab.CallAsync("POST /vnflcm/v2/vnf_lcm_op_occs/{vnfLcmOpOccId}/fail", [(await lab.StoppedVnfAsync()).Occurrence]);
        var ns = await lab.InstantiatedNsAsync();
        await lab.FinishNsAsync((await lab.CallAsync("POST /nslcm/v2/ns_instances/{nsInstanceId}/terminate", [ns], "{}")).Expect(202));
        (await lab.CallAsync("DELETE /nslcm/v2/ns_instances/{nsInstanceId}", [ns])).Expect(204);
        (await lab.CallAsync("DELETE /vnflcm/v2/vnf_instances/{vnfInstanceId}", [await lab.VnfAsync()])).Expect(204);
        vnf.ShouldNotBeNull();

        string[] Bodies() => [.. lab.Receiver.Received.Where(n => n.Path == api).Select(n => n.Body)];
        static string Kind(string body)
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("notificationType").GetString()!;
        }
        await Eventually.HoldsAsync(() => kinds.All(k => Bodies().Any(b => Kind(b) == k)), $"{api}: {string.Join(", ", kinds)}; so far {string.Join(", ", Bodies().Select(Kind).Distinct(StringComparer.Ordinal))}");
        var document = Contracts.Notifications(api);
        Bodies().SelectMany(body => document.ValidateRequest("POST", $"/URI_is_provided_by_the_client_when_creating_the_subscription-{Kind(body)}", body))
            .Where(f => !Contracts.IsSlip(f)).Distinct(StringComparer.Ordinal).ShouldBeEmpty();
        lab.Receiver.Received.Where(n => n.Path == api).ShouldAllBe(n => n.Headers.ContainsKey("Version"));
    }
}
