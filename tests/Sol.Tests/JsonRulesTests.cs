using System.Buffers;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Paging;
using NfvOrchestrator.Sol.Selection;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Sol.Tests;

public sealed class JsonRulesTests
{
    private static readonly Gen<JsonNode?> Value = Node(3);

    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""["a","b"]""", """["c","d"]""", """["c","d"]""")]
    [InlineData("""{"a":"foo"}""", """null""", """null""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""[1,2]""", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Merge_patch_as_in_the_appendix_of_rfc_7396(string target, string patch, string result) =>
        JsonNode.DeepEquals(JsonMergePatch.Apply(JsonNode.Parse(target), JsonNode.Parse(patch)), JsonNode.Parse(result)).ShouldBeTrue();

    [Fact]
    public void A_difference_applied_gives_the_wanted_value() => Prop.ForAll(Value.ToArbitrary(), Value.ToArbitrary(), (from, to) =>
    {
        var before = from?.DeepClone();
        var result = JsonMergePatch.Apply(from, JsonMergePatch.Diff(from, to));
        return JsonNode.DeepEquals(result, to) && JsonNode.DeepEquals(from, before);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_patch_applied_twice_is_applied_once() => Prop.ForAll(Value.ToArbitrary(), Value.ToArbitrary(), (target, patch) =>
    {
        var once = JsonMergePatch.Apply(target, patch);
        return JsonNode.DeepEquals(JsonMergePatch.Apply(once, patch), once);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Markers_come_back_and_any_change_is_noticed()
    {
        var clock = new ManualTimeProvider();
        var codec = new PageMarkerCodec("a key of more than 16 bytes"u8, clock);
        var text = ArbMap.Default.GeneratorFor<string>();
        var markers = from filter in text from selector in text from position in text.Where(t => t is not null) select new PageMarker("/a/b", filter, selector, position);
        var clean = markers.Where(m => new[] { m.Filter, m.Selector, m.Position }.All(t => t is null || !t.Any(char.IsSurrogate)));
        Prop.ForAll(clean.ToArbitrary(), ArbMap.Default.ArbFor<int>(), (marker, at) =>
        {
            var encoded = codec.Encode(marker);
            var index = (int)((uint)at % (uint)(encoded.Length - 1));
            var changed = encoded[..index] + (encoded[index] == 'A' ? 'B' : 'A') + encoded[(index + 1)..];
            return codec.Decode(encoded, "/a/b") == marker && Status(() => codec.Decode(changed, "/a/b")) == 400;
        }).QuickCheckThrowOnFailure();
        var good = codec.Encode(new PageMarker("/a/b", null, null, "x"));
        Status(() => codec.Decode(good, "/a/c")).ShouldBe(400);
        Status(() => new PageMarkerCodec("another key of 16 bytes"u8, clock).Decode(good, "/a/b")).ShouldBe(400);
        Status(() => codec.Decode("%%%", "/a/b")).ShouldBe(400);
        clock.Advance(TimeSpan.FromHours(2));
        Status(() => codec.Decode(good, "/a/b")).ShouldBe(400);
    }

    [Theory]
    [InlineData("", "id vnfInstanceName _links", "instantiatedVnfInfo metadata vimConnectionInfo extensions")]
    [InlineData("exclude_default", "id _links", "instantiatedVnfInfo metadata")]
    [InlineData("all_fields", "id instantiatedVnfInfo metadata vimConnectionInfo extensions", "")]
    [InlineData("all_fields=true", "metadata", "")]
    [InlineData("fields=metadata", "id vnfdId metadata _links", "instantiatedVnfInfo extensions")]
    [InlineData("fields=instantiatedVnfInfo/scaleStatus", "instantiatedVnfInfo/flavourId instantiatedVnfInfo/scaleStatus instantiatedVnfInfo/extCpInfo", "metadata instantiatedVnfInfo/vnfcResourceInfo")]
    [InlineData("fields=metadata&exclude_default", "metadata _links", "instantiatedVnfInfo")]
    [InlineData("exclude_fields=metadata", "instantiatedVnfInfo/scaleStatus extensions", "metadata")]
    [InlineData("exclude_fields=instantiatedVnfInfo/scaleStatus,metadata", "instantiatedVnfInfo/flavourId", "metadata instantiatedVnfInfo/scaleStatus")]
    [InlineData("exclude_fields=vimConnectionInfo/interfaceInfo", "vimConnectionInfo/vim1/vimType", "vimConnectionInfo/vim1/interfaceInfo")]
    public void Selectors(string query, string present, string absent)
    {
        var instance = Sample.VnfInstance(1);
        instance = instance with
        {
            VimConnectionInfo = new Dictionary<string, VimConnectionInfo> { ["vim1"] = new() { VimType = "X", InterfaceInfo = instance.Metadata } },
            InstantiatedVnfInfo = instance.InstantiatedVnfInfo! with { VnfcResourceInfo = [] },
        };
        var selector = AttributeSelector.Parse(new QueryCollection(QueryHelpers.ParseQuery(query)), SolDefaults.VnfInstance);
        var element = JsonSerializer.SerializeToElement(instance, VnfLcmJsonContext.Default.VnfInstance);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            selector.Write(element, writer);
        }

        var written = JsonNode.Parse(buffer.WrittenSpan);
        JsonNode.DeepEquals(written, selector.Apply(JsonObject.Create(element)!)).ShouldBeTrue("both ways of selecting agree");
        foreach (var path in present.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            At(written, path).ShouldNotBeNull(path);
        }

        foreach (var path in absent.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            At(written, path).ShouldBeNull(path);
        }

        // What a page marker remembers means the same.
        var again = AttributeSelector.Parse(new QueryCollection(QueryHelpers.ParseQuery(selector.Query)), SolDefaults.VnfInstance);
        JsonNode.DeepEquals(again.Apply(JsonObject.Create(element)!), written).ShouldBeTrue();
    }

    [Fact]
    public void Every_default_list_names_attributes_that_exist()
    {
        foreach (var property in typeof(SolDefaults).GetProperties())
        {
            ((SelectorSchema)property.GetValue(null)!).Root.Members.ShouldNotBeEmpty(property.Name);
        }
    }

    [Fact]
    public void Every_data_type_has_usable_json_metadata()
    {
        JsonSerializerContext[] contexts =
            [VnfLcmJsonContext.Default, Grant.GrantJsonContext.Default, VnfPkgm.VnfPkgmJsonContext.Default, Nsd.NsdJsonContext.Default, NsLcm.NsLcmJsonContext.Default, CommonJsonContext.Default];
        var count = 0;
        foreach (var context in contexts)
        {
            foreach (var property in context.GetType().GetProperties().Where(p => p.PropertyType.IsSubclassOf(typeof(JsonTypeInfo))))
            {
                var info = (JsonTypeInfo)property.GetValue(context)!;
                info.Properties.ShouldAllBe(p => p.Name[0] == '_' || char.IsAsciiLetterLower(p.Name[0]));
                count++;
            }
        }

        count.ShouldBeGreaterThan(400);
    }

    [Fact]
    public void Instances_survive_a_round_trip_with_the_literals_of_the_specification()
    {
        var json = JsonSerializer.Serialize(Sample.VnfInstance(1), VnfLcmJsonContext.Default.VnfInstance);
        json.ShouldContain("\"instantiationState\":\"INSTANTIATED\"");
        json.ShouldContain("\"_links\":{\"self\":{\"href\":");
        json.ShouldNotContain("null");
        JsonSerializer.Serialize(JsonSerializer.Deserialize(json, VnfLcmJsonContext.Default.VnfInstance)!, VnfLcmJsonContext.Default.VnfInstance).ShouldBe(json);
    }

    [Theory]
    [InlineData("http://10.1.2.3/cb", null)]
    [InlineData("https://oss.example.net:8443/cb?x=1", null)]
    [InlineData("http://169.254.169.254/latest/meta-data", "169.254")]
    [InlineData("http://127.0.0.1/", "127.0.0.1")]
    [InlineData("http://2130706433/", "127.0.0.1")]
    [InlineData("http://0x7f.1/", "127.0.0.1")]
    [InlineData("http://[::1]/", "::1")]
    [InlineData("http://[::ffff:127.0.0.1]/", "127.0.0.1")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/", "64:ff9b")]
    [InlineData("http://[fe80::1]/", "fe80")]
    [InlineData("http://[fd00:ec2::254]/", "fd00")]
    [InlineData("http://0.0.0.0/", "0.0.0.0")]
    [InlineData("http://localhost:80/", "itself")]
    [InlineData("http://a.localhost./", "itself")]
    [InlineData("ftp://example.net/", "http")]
    [InlineData("http://user:secret@example.net/", "user name")]
    [InlineData("/relative", "")]
    [InlineData("", "absolute")]
    public void Callbacks_must_not_point_inside(string uri, string? wrong)
    {
        var found = new CallbackUriPolicy(new CallbackUriOptions()).Check(uri);
        if (wrong is null)
        {
            found.ShouldBeNull();
        }
        else
        {
            found.ShouldNotBeNull();
            found.ShouldContain(wrong);
        }
    }

    [Fact]
    public void Callbacks_inside_can_be_allowed_for_the_lab()
    {
        new CallbackUriPolicy(new CallbackUriOptions { AllowLoopback = true }).Check("http://127.0.0.1:5000/cb").ShouldBeNull();
        new CallbackUriPolicy(new CallbackUriOptions { AllowPrivate = false }).IsAllowed(IPAddress.Parse("192.168.1.1")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("abc-123", true)]
    [InlineData("", false)]
    [InlineData("with space", false)]
    [InlineData("é", false)]
    public void Idempotency_keys(string key, bool valid) => IdempotencyKey.IsValid(key).ShouldBe(valid);

    private static int? Status(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (SolProblemException problem)
        {
            return problem.Problem.StatusCode;
        }
    }

    private static JsonNode? At(JsonNode? node, string path)
    {
        foreach (var part in path.Split('/'))
        {
            node = (node as JsonObject)?[part];
        }

        return node;
    }

    private static Gen<JsonNode?> Node(int depth)
    {
        var leaf = Gen.Elements("1", "2", "\"x\"", "true", "[1,2]").Select(t => JsonNode.Parse(t));
        if (depth == 0)
        {
            return leaf;
        }

        var member = from name in Gen.Elements("a", "b", "c", "d") from value in Node(depth - 1) select (name, value);
        var complex = Gen.ListOf(member).Select(members =>
        {
            var result = new JsonObject();
            foreach (var (name, value) in members.Take(4))
            {
                result[name] = value?.DeepClone();
            }

            return (JsonNode?)result;
        });
        return Gen.OneOf(leaf, complex, complex);
    }
}
