using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Sol.VnfLcm.V1;
using V1 = NfvOrchestrator.Sol.VnfLcm.V1;

namespace NfvOrchestrator.Sol.Tests;

/// <summary>What version 1 can say survives the way to the internal types and back.</summary>
public sealed class VnfLcmV1Tests
{
    private static readonly Gen<string> Name = Gen.Elements("a", "b", "vim 1", "cp-config-0", "cp-config-7", "id:x", "id:cp-config-1", "ü/~", "");

    private static readonly Gen<IReadOnlyDictionary<string, JsonElement>?> Values = Gen.OneOf(
        Gen.Constant<IReadOnlyDictionary<string, JsonElement>?>(null),
        from keys in Gen.ListOf(Name)
        select (IReadOnlyDictionary<string, JsonElement>?)keys.Distinct().ToDictionary(k => k, k => JsonSerializer.SerializeToElement(k.Length)));

    private static readonly Gen<V1.VimConnectionInfo> Vim =
        from id in Name
        from vimId in Gen.OneOf(Gen.Constant<string?>(null), Name.Select(n => (string?)n))
        from access in Values
        from extra in Values
        select new V1.VimConnectionInfo { Id = id, VimId = vimId, VimType = "OPENSTACK_V3", AccessInfo = access, Extra = extra };

    private static readonly Gen<V1.VnfExtCpConfig> Config =
        from instance in Gen.OneOf(Gen.Constant<string?>(null), Name.Select(n => (string?)n))
        from port in Gen.OneOf(Gen.Constant<string?>(null), Name.Select(n => (string?)n))
        from protocol in Gen.Elements(0, 1)
        select new V1.VnfExtCpConfig
        {
            CpInstanceId = instance,
            LinkPortId = port,
            CpProtocolData = protocol == 0 ? null : [new CpProtocolData { LayerProtocol = LayerProtocol.IP_OVER_ETHERNET, IpOverEthernet = new() { MacAddress = "fa:16:3e:00:00:01" } }],
        };

    private static readonly Gen<V1.ExtVirtualLinkData> Link =
        from id in Name
        from cps in Gen.ListOf(
            from cpd in Name
            from configs in Gen.OneOf(Gen.Constant<List<V1.VnfExtCpConfig>?>(null), Gen.ListOf(Config).Select(c => (List<V1.VnfExtCpConfig>?)Distinct(c)))
            select new V1.VnfExtCpData { CpdId = cpd, CpConfig = configs })
        select new V1.ExtVirtualLinkData { Id = id, ResourceId = "net", VimConnectionId = "vim", ExtCps = [.. cps] };

    private static readonly Gen<V1.InstantiateVnfRequest> Request =
        from links in Gen.OneOf(Gen.Constant<IReadOnlyList<V1.ExtVirtualLinkData>?>(null), Gen.ListOf(Link).Select(l => (IReadOnlyList<V1.ExtVirtualLinkData>?)[.. l]))
        from vims in Gen.OneOf(
            Gen.Constant<IReadOnlyList<V1.VimConnectionInfo>?>(null),
            Gen.ListOf(Vim).Select(v => (IReadOnlyList<V1.VimConnectionInfo>?)[.. v.DistinctBy(x => x.Id)]))
        from parameters in Values
        from level in Gen.OneOf(Gen.Constant<string?>(null), Name.Select(n => (string?)n))
        select new V1.InstantiateVnfRequest
        {
            FlavourId = "f",
            InstantiationLevelId = level,
            ExtVirtualLinks = links,
            VimConnectionInfo = vims,
            AdditionalParams = parameters,
            LocalizationLanguage = level,
            Extensions = parameters,
        };

    [Fact]
    public void Requests_come_back_as_they_went()
        => Prop.ForAll(Request.ToArbitrary(), request =>
        {
            Text(VnfLcmV1.ToV1(VnfLcmV1.ToInternal(request))).ShouldBe(Text(request));
            var flavour = new V1.ChangeVnfFlavourRequest { NewFlavourId = "g", ExtVirtualLinks = request.ExtVirtualLinks, VimConnectionInfo = request.VimConnectionInfo, AdditionalParams = request.AdditionalParams };
            JsonSerializer.Serialize(VnfLcmV1.ToV1(VnfLcmV1.ToInternal(flavour)), VnfLcmV1JsonContext.Default.ChangeVnfFlavourRequest)
                .ShouldBe(JsonSerializer.Serialize(flavour, VnfLcmV1JsonContext.Default.ChangeVnfFlavourRequest));
            var connectivity = new V1.ChangeExtVnfConnectivityRequest { ExtVirtualLinks = request.ExtVirtualLinks ?? [], VimConnectionInfo = request.VimConnectionInfo };
            JsonSerializer.Serialize(VnfLcmV1.ToV1(VnfLcmV1.ToInternal(connectivity)), VnfLcmV1JsonContext.Default.ChangeExtVnfConnectivityRequest)
                .ShouldBe(JsonSerializer.Serialize(connectivity, VnfLcmV1JsonContext.Default.ChangeExtVnfConnectivityRequest));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Patches_come_back_as_they_went()
        => Prop.ForAll(
            (from changed in Gen.ListOf(Vim)
             from deleted in Gen.ListOf(Name)
             from keys in Gen.ListOf(Name)
             let ids = changed.Select(c => c.Id).ToHashSet()
             select (Changed: changed.DistinctBy(c => c.Id).ToList(), Deleted: deleted.Distinct().Where(d => !ids.Contains(d)).ToList(), Keys: keys.Distinct().ToList())).ToArbitrary(),
            patch =>
            {
                var json = new JsonObject();
                if (patch.Changed.Count > 0)
                {
                    json["vimConnectionInfo"] = JsonSerializer.SerializeToNode((IReadOnlyList<V1.VimConnectionInfo>)patch.Changed, VnfLcmV1JsonContext.Default.IReadOnlyListVimConnectionInfo);
                }
                if (patch.Deleted.Count > 0)
                {
                    json["vimConnectionInfoDeleteIds"] = new JsonArray([.. patch.Deleted.Select(d => (JsonNode)d)]);
                }
                if (patch.Keys.Count > 0)
                {
                    json["metadataDeleteKeys"] = new JsonArray([.. patch.Keys.Select(d => (JsonNode)d)]);
                }
                var there = VnfLcmV1Json.PatchToInternal(json);
                using var document = JsonDocument.Parse(there.ToJsonString());
                var back = JsonNode.Parse(VnfLcmV1Json.PatchToV1(document.RootElement).GetRawText());
                JsonNode.DeepEquals(back, json).ShouldBeTrue($"{json.ToJsonString()} → {there.ToJsonString()} → {back!.ToJsonString()}");
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"vimConnectionInfo":[{"id":"a","vimType":"x"},{"id":"a","vimType":"x"}]}""")]
    [InlineData("""{"vimConnectionInfo":{"a":{}}}""")]
    [InlineData("""{"vimConnectionInfo":[{"vimType":"x"}]}""")]
    [InlineData("""{"metadata":{"a":1},"metadataDeleteKeys":["a"]}""")]
    [InlineData("""{"metadata":null,"metadataDeleteKeys":["a"]}""")]
    [InlineData("""{"metadataDeleteKeys":"a"}""")]
    [InlineData("""{"metadataDeleteKeys":[1]}""")]
    public void A_patch_that_contradicts_itself_is_422(string patch)
        => Should.Throw<SolProblemException>(() => VnfLcmV1Json.PatchToInternal(JsonNode.Parse(patch)!.AsObject())).Problem.StatusCode.ShouldBe(422);

    [Fact]
    public void The_same_connection_twice_is_422()
    {
        var one = new V1.VimConnectionInfo { Id = "a", VimType = "x" };
        Should.Throw<SolProblemException>(() => VnfLcmV1.ToInternal([one, one])).Problem.StatusCode.ShouldBe(422);
    }

    [Fact]
    public void The_parameters_of_an_occurrence_are_those_of_version_1()
    {
        var request = new V1.InstantiateVnfRequest { FlavourId = "f", VimConnectionInfo = [new() { Id = "a", VimType = "x" }] };
        var occurrence = new Sol.VnfLcm.VnfLcmOpOcc
        {
            Id = "o",
            OperationState = LcmOperationStateType.COMPLETED,
            StateEnteredTime = default,
            StartTime = default,
            VnfInstanceId = "i",
            Operation = LcmOperationType.INSTANTIATE,
            IsAutomaticInvocation = false,
            IsCancelPending = false,
            OperationParams = JsonSerializer.SerializeToElement(VnfLcmV1.ToInternal(request), VnfLcmJsonContext.Default.InstantiateVnfRequest),
        };
        VnfLcmV1.ToV1(occurrence).OperationParams!.Value.GetRawText().ShouldBe(Text(request));
    }

    private static List<V1.VnfExtCpConfig> Distinct(IEnumerable<V1.VnfExtCpConfig> configs)
    {
        var seen = new HashSet<string>();
        return [.. configs.Where(c => c.CpInstanceId is null || seen.Add(c.CpInstanceId))];
    }

    private static string Text(V1.InstantiateVnfRequest request) => JsonSerializer.Serialize(request, VnfLcmV1JsonContext.Default.InstantiateVnfRequest);
}
