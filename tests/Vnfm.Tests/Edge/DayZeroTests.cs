using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <summary>User data: placeholders, what is missing, how large it may be.</summary>
public sealed class DayZeroTests
{
    [Theory]
    [InlineData("host: {{ hostname }}", "host: control")]
    [InlineData("key: {{ admin_key }}", "key: ssh-ed25519 AAAA")]
    [InlineData("key: {{ param.admin_key | json }}", "key: \"ssh-ed25519 AAAA\"")]
    [InlineData("n: {{ workers }} {{ property.workers }}", "n: 3 7")]
    [InlineData("x: {{ nothing | default 5 }}", "x: 5")]
    [InlineData("{{ vnf.id }} {{ vnf.name }} {{ vdu.id }} {{ flavour.id }}", "i edge worker simple")]
    [InlineData("open {{ and no end", "open {{ and no end")]
    [InlineData("## template: jinja\n{{ v1.local_hostname }}", "## template: jinja\n{{ v1.local_hostname }}")]
    public void Placeholders_are_filled_in(string template, string expected) => Render(template)["worker"].ShouldBe(expected);

    [Fact]
    public void What_is_missing_is_named_in_the_answer_to_the_request()
    {
        var problem = Should.Throw<LifecycleRejectedException>(() => Render("{{ a }} {{ b }} {{ hostname }}")).Problem;
        problem.Status.ShouldBe(422);
        problem.Detail.ShouldContain("'a', 'b'");
        problem.Detail.ShouldContain("additionalParams");
    }

    [Fact]
    public void User_data_that_no_server_takes_is_refused()
    {
        Render(new string('x', UserData.MaxBytes))["worker"].Length.ShouldBe(UserData.MaxBytes);
        Should.Throw<LifecycleRejectedException>(() => Render(new string('ü', UserData.MaxBytes / 2) + "xx")).Problem.Status.ShouldBe(422);
    }

    [Fact]
    public void Pairs_of_boot_data_are_one_json_object_with_their_values_filled_in()
    {
        var pairs = new BootData { IsKeyValue = true, Parameters = new Dictionary<string, string> { ["role"] = "worker \"one\"", ["key"] = "{{ admin_key }}", ["id"] = "{{ vnf.id }}" } };
        Render(pairs)["worker"].ShouldBe("""{"id":"i","key":"ssh-ed25519 AAAA","role":"worker \u0022one\u0022"}""");
        Render(pairs with { Parameters = new Dictionary<string, string>() }).ShouldBeEmpty();
        Should.Throw<LifecycleRejectedException>(() => Render(pairs with { Parameters = new Dictionary<string, string> { ["a"] = "{{ nothing }}" } })).Problem.Status.ShouldBe(422);
    }

    [Fact]
    public async Task A_request_without_what_the_servers_need_is_refused_at_once()
    {
        await using var world = await VnfmWorld.StartAsync(EdgeVnfd.Make(static f => f with { Vdus = [f.Vdus[0] with { BootData = "password: {{ admin_password }}" }] }));
        var id = await world.CreateAsync(EdgeVnfd.Id);
        var refused = await world.CallAsync("POST", $"vnflcm/v2/vnf_instances/{id}/instantiate", """{"flavourId":"simple"}""");
        refused.Status.ShouldBe(422, refused.Body.ToString());
        refused.Body.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("admin_password");
        var done = await world.OperateAsync(id, "instantiate", """{"flavourId":"simple","additionalParams":{"admin_password":"s3cret"} }""");
        done.GetProperty("operationState").GetString().ShouldBe("COMPLETED", done.ToString());
    }

    private static IReadOnlyDictionary<string, string> Render(string template) => Render(new BootData { Content = template, Parameters = new Dictionary<string, string> { ["hostname"] = "control" } });

    private static IReadOnlyDictionary<string, string> Render(BootData boot)
    {
        var vnfd = EdgeVnfd.Make(f => f with
        {
            Vdus = [f.Vdus[0] with { BootDataDetails = boot }],
        });
        var settings = new VnfSettings
        {
            FlavourId = "simple",
            Sizing = VnfSizing.AtLevel(vnfd.Flavours[0], null),
            VimConnectionId = "vim",
            AdditionalParams = Values("""{"admin_key":"ssh-ed25519 AAAA","workers":3}"""),
        };
        var instance = new VnfInstance
        {
            Id = "i",
            VnfInstanceName = "edge",
            VnfdId = EdgeVnfd.Id,
            VnfProvider = "p",
            VnfProductName = "edge",
            VnfSoftwareVersion = "1",
            VnfdVersion = "1",
            InstantiationState = InstantiationState.NOT_INSTANTIATED,
            VnfConfigurableProperties = Values("""{"workers":7}"""),
            Links = new VnfInstanceLinks { Self = new Link { Href = "" } },
        };
        return UserData.Of(settings, instance, vnfd);
    }

    private static Dictionary<string, JsonElement> Values(string json) => JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
}
