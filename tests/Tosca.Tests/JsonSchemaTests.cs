using System.Diagnostics;
using System.Text.Json;
using NfvOrchestrator.Tosca.JsonSchemas;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>The constraint <c>schema</c>: documents against the JSON schemas that packages bring.</summary>
public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":1}}}""", """{"a":1}""", null)]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":1}}}""", """{"a":0}""", "/a 0 is too small")]
    [InlineData("""{"type":"object","required":["a"]}""", """{"b":0}""", "the document lacks 'a'")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1,"b":2}""", "/b is no member that the schema knows")]
    [InlineData("""{"patternProperties":{"^x":{"type":"string"}},"additionalProperties":{"type":"number"}}""", """{"x1":"a","y":1}""", null)]
    [InlineData("""{"patternProperties":{"^x":{"type":"string"}}}""", """{"x1":1}""", "/x1 must be of type string, found 1")]
    [InlineData("""{"type":["string","null"]}""", "null", null)]
    [InlineData("""{"type":"integer"}""", "1.0", null)]
    [InlineData("""{"type":"integer"}""", "1.5", "the document must be of type integer, found 1.5")]
    [InlineData("""{"enum":["a",{"b":1}]}""", """{"b":1}""", null)]
    [InlineData("""{"const":3}""", "4", "the document must be 3, found 4")]
    [InlineData("""{"exclusiveMinimum":3}""", "3", "the document 3 is too small")]
    [InlineData("""{"minimum":3,"exclusiveMinimum":true}""", "3", "the document 3 is too small")]
    [InlineData("""{"maximum":3}""", "3", null)]
    [InlineData("""{"multipleOf":0.1}""", "0.3", null)]
    [InlineData("""{"minLength":2,"maxLength":2}""", "\"\U0001F600x\"", null)]
    [InlineData("""{"maxLength":1}""", "\"ab\"", "the document has 2 characters, which is too long")]
    [InlineData("""{"pattern":"b+"}""", "\"abc\"", null)]
    [InlineData("""{"pattern":"^b"}""", "\"abc\"", "the document does not match the pattern ^b")]
    [InlineData("""{"items":{"type":"string"},"minItems":1}""", """["a",1]""", "/1 must be of type string, found 1")]
    [InlineData("""{"items":[{"type":"string"}],"additionalItems":false}""", """["a",1]""", "/1 nothing is allowed here")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}""", """["a",1]""", null)]
    [InlineData("""{"uniqueItems":true}""", """[1,{"a":2},{"a":2}]""", "the document has the same entry twice")]
    [InlineData("""{"contains":{"type":"number"},"maxContains":1}""", """["a",1,2]""", "the document has 2 entries of the kind that it must contain")]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"ab":1}""", "/ab has 2 characters, which is too long")]
    [InlineData("""{"minProperties":2}""", """{"a":1}""", "the document has 1 members, which are too few")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "the document has 'a' and lacks 'b', which goes with it")]
    [InlineData("""{"dependencies":{"a":{"required":["c"]}}}""", """{"a":1}""", "the document lacks 'c'")]
    [InlineData("""{"allOf":[{"type":"number"},{"minimum":2}]}""", "1", "the document 1 is too small")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":2}]}""", "3", null)]
    [InlineData("""{"oneOf":[{"type":"number"},{"minimum":2}]}""", "3", "the document fits 2 of the forms of which it must fit one")]
    [InlineData("""{"not":{"type":"number"}}""", "3", "the document has the form that it must not have")]
    [InlineData("""{"if":{"minimum":5},"then":{"multipleOf":5},"else":{"maximum":2}}""", "7", "the document 7 is no multiple of 5")]
    [InlineData("""{"if":{"minimum":5},"then":{"multipleOf":5},"else":{"maximum":2}}""", "3", "the document 3 is too large")]
    [InlineData("""{"$ref":"#/$defs/p","$defs":{"p":{"type":"integer"}}}""", "\"x\"", "the document must be of type integer, found \"x\"")]
    [InlineData("""{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}}}""", """{"next":{"next":{"v":"x"}}}""", "/next/next/v must be of type integer, found \"x\"")]
    [InlineData("false", "1", "the document nothing is allowed here")]
    public void Values_are_judged(string schema, string value, string? violation)
    {
        var parsed = JsonSchema.Parse(schema, out var problem);
        problem.ShouldBeNull();
        parsed!.Unchecked.ShouldBeEmpty();
        parsed.FirstViolation(JsonDocument.Parse(value).RootElement).ShouldBe(violation);
    }

    [Theory]
    [InlineData("""{"format":"ipv4"}""", "format")]
    [InlineData("""{"$ref":"https://example.com/other.json"}""", "$ref https://example.com/other.json")]
    [InlineData("""{"properties":{"a":{"pattern":"(?=x)y"}}}""", "pattern (?=x)y")]
    [InlineData("""{"unevaluatedProperties":false}""", "unevaluatedProperties")]
    public void What_is_not_checked_is_said(string schema, string what) => JsonSchema.Parse(schema, out _)!.Unchecked.ShouldBe([what]);

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("3", "a schema must be an object or true or false")]
    [InlineData("""{"allOf":{}}""", "allOf must be a list of schemas")]
    [InlineData("""{"$ref":"#/nowhere"}""", "leads nowhere")]
    public void Broken_schemas_are_told(string schema, string words)
    {
        JsonSchema.Parse(schema, out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(words);
    }

    [Fact]
    public void Hostile_schemas_end_soon()
    {
        var watch = Stopwatch.StartNew();
        JsonSchema.Parse("""{"$ref":"#"}""", out _)!.FirstViolation(JsonDocument.Parse("1").RootElement).ShouldBeNull();
        JsonSchema.Parse("""{"allOf":[{"$ref":"#"},{"$ref":"#"},{"$ref":"#"}]}""", out _)!.FirstViolation(JsonDocument.Parse("1").RootElement).ShouldBeNull();
        JsonSchema.Parse("""{"pattern":"^(a+)+$"}""", out _)!.FirstViolation(JsonDocument.Parse($"\"{new string('a', 40_000)}b\"").RootElement).ShouldNotBeNull();
        var many = string.Join(",", Enumerable.Range(0, 5_000).Select(i => $"\"p{i}\":{i}"));
        var rules = string.Join(",", Enumerable.Range(0, 4_000).Select(i => $"\"p{i}\":{{\"type\":\"number\"}}"));
        JsonSchema.Parse("{\"properties\":{" + rules + "}}", out _)!.FirstViolation(JsonDocument.Parse("{" + many + "}").RootElement).ShouldBeNull();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("'{\"size\": 3}'", null)]
    [InlineData("{size: 3}", null)]
    [InlineData("'{\"size\": 0}'", "/size 0 is too small")]
    [InlineData("{size: many}", "/size must be of type integer, found \"many\"")]
    [InlineData("'{size'", "invalid start of a property name")]
    public void A_property_of_type_json_keeps_to_its_schema(string value, string? words)
    {
        var result = PackageReader.Read(MemoryPackage.Of("""
            tosca_definitions_version: tosca_simple_yaml_1_3
            data_types:
              settings:
                derived_from: json
                constraints:
                  - schema: '{"type": "object", "required": ["size"], "properties": {"size": {"type": "integer", "minimum": 1}}}'
            node_types:
              thing:
                derived_from: tosca.nodes.Root
                properties:
                  settings: {type: settings}
            topology_template:
              node_templates:
                it:
                  type: thing
                  properties:
                    settings: #VALUE#
            """.Replace("#VALUE#", value, StringComparison.Ordinal)));
        var finding = result.Diagnostics.SingleOrDefault(d => d.Code == "TOSCA0234");
        (finding is null).ShouldBe(words is null);
        if (words is not null)
        {
            finding!.Hint.ShouldNotBeNull().ShouldContain(words);
            (finding.Line, finding.Column).ShouldBe((17, 19));
        }
    }

    [Fact]
    public void Xml_is_well_formed_and_its_schema_is_said_to_be_left_out()
    {
        var result = PackageReader.Read(MemoryPackage.Of("""
            tosca_definitions_version: tosca_simple_yaml_1_3
            node_types:
              thing:
                derived_from: tosca.nodes.Root
                properties:
                  a: {type: xml, constraints: [schema: '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>']}
                  b: {type: xml}
                  c: {type: xml}
            topology_template:
              node_templates:
                it: {type: thing, properties: {a: '<a/>', b: '<b>', c: '<!DOCTYPE c [<!ENTITY e SYSTEM "file:///etc/passwd">]><c>&e;</c>'}}
            """));
        result.Diagnostics.ShouldContain(d => d.Code == "TOSCA0249" && d.Line == 6);
        result.Diagnostics.Where(d => d.Code == "TOSCA0234").Select(d => d.Message.Split('\'')[1]).ShouldBe(["b", "c"]);
    }
}
