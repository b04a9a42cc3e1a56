using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Sol.Tests;

public sealed class ConventionsTests(ToyHost host) : IClassFixture<ToyHost>
{
    [Theory]
    [InlineData("PUT", "vnflcm/v2/vnf_instances/no-such-id", "GET, PATCH")]
    [InlineData("DELETE", "vnflcm/v2/vnf_instances", "GET, POST")]
    [InlineData("POST", "vnflcm/v2/api_versions", "GET")]
    [InlineData("PATCH", "vnflcm/api_versions", "GET")]
    public async Task A_method_the_resource_does_not_know_is_405_before_anything_else(string method, string path, string allow)
    {
        var response = await SendAsync(method, path + "?bogus=1", version: null, body: "not json", contentType: "text/plain");
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.Order().ShouldBe(allow.Split(", "));
        (await ProblemAsync(response)).Status.ShouldBe(405);
    }

    [Theory]
    [InlineData(null, 400)]
    [InlineData("two", 400)]
    [InlineData("2.3", 400)]
    [InlineData("2.3.0.1", 400)]
    [InlineData("1.0.0", 406)]
    [InlineData("2.99.0", 406)]
    [InlineData("2.3.0", 200)]
    [InlineData("2.0.0-impl:example.com:1", 200)]
    public async Task The_version_is_judged(string? version, int status)
    {
        var response = await SendAsync("GET", "vnflcm/v2/vnf_instances/vnf-1", version);
        ((int)response.StatusCode).ShouldBe(status);
        response.Headers.GetValues("Version").Single().ShouldBe(version?.StartsWith("2.0.0", StringComparison.Ordinal) == true ? "2.0.0" : "2.3.0");
        if (status >= 400)
        {
            (await ProblemAsync(response)).Status.ShouldBe(status);
        }
    }

    [Theory]
    [InlineData("vnflcm/api_versions")]
    [InlineData("vnflcm/v2/api_versions")]
    public async Task Api_versions_needs_no_version(string path)
    {
        var response = await SendAsync("GET", path, version: null);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var information = JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(), CommonJsonContext.Default.ApiVersionInformation)!;
        information.ApiVersions.Select(v => v.Version).ShouldContain("2.3.0");
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/*;q=0.5, text/html", 200)]
    [InlineData("*/*", 200)]
    [InlineData("text/html", 406)]
    [InlineData("application/json;q=0", 406)]
    [InlineData("nonsense", 400)]
    public async Task Accept_is_judged(string accept, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "vnflcm/v2/vnf_instances");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.Add("Version", "2.3.0");
        var response = await host.Http.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("vnf_instances?bogus=1", "bogus")]
    [InlineData("vnf_instances?Filter=(eq,id,1)", "filter")]
    [InlineData("vnf_instances/vnf-1?all_fields", "all_fields")]
    [InlineData("vnf_instances?filter=(eq,id,1)&filter=(eq,id,2)", "2 times")]
    [InlineData("vnf_instances?filter=(eq,vnfInstanceNam,1)", "vnfInstanceName")]
    [InlineData("vnf_instances?fields=metdata", "metadata")]
    [InlineData("vnf_instances?fields=id", "cannot be listed")]
    [InlineData("vnf_instances?all_fields&exclude_default", "Only one")]
    [InlineData("vnf_instances?nextpage_opaque_marker=AAAA", "page marker")]
    public async Task Wrong_queries_are_400_and_say_why(string path, string says)
    {
        var response = await SendAsync("GET", "vnflcm/v2/" + path);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ProblemAsync(response)).Detail.ShouldContain(says);
    }

    [Fact]
    public async Task Bodies_are_judged()
    {
        await ExpectAsync(415, "{\"vnfdId\":\"a\"}", "text/plain", "application/json");
        await ExpectAsync(415, "{\"vnfdId\":\"a\"}", "application/json; charset=latin1", "UTF-8");
        await ExpectAsync(415, "", null, "missing");
        await ExpectAsync(400, "", "application/json", "empty");
        await ExpectAsync(400, "{\"vnfdId\":\n \"a\",}", "application/json", "line 2");
        await ExpectAsync(400, new string('[', 70) + new string(']', 70), "application/json", "JSON");
        await ExpectAsync(422, "{\"vnfInstanceName\":\"a\"}", "application/json", "vnfdId");
        await ExpectAsync(422, "{\"vnfdId\":7}", "application/json", "$.vnfdId");
        await ExpectAsync(422, "null", "application/json", "null");
        await ExpectAsync(422, "[]", "application/json", "$");
        await ExpectAsync(400, "{\"vnfdId\":\"\\ud800\"}", "application/json", "UTF-8");
        await ExpectAsync(400, "{\"vnfdId\":\"a\",\"metadata\":{\"k\":\"\\ud800\"}}", "application/json", "UTF-8");
        await ExpectAsync(400, "{\"vnfdId\":\"a\",\"metadata\":{\"k\":\"\\u0000\"}}", "application/json", "U+0000");
        await ExpectAsync(413, "{\"vnfdId\":\"" + new string('a', 3000) + "\"}", "application/json", "2000");
        await ExpectAsync(201, "{\"vnfdId\":\"a\",\"unknownAttribute\":{}}", "application/json; charset=utf-8", null);

        async Task ExpectAsync(int status, string body, string? type, string? says)
        {
            var response = await SendAsync("POST", "vnflcm/v2/vnf_instances", body: body, contentType: type);
            ((int)response.StatusCode).ShouldBe(status, body);
            if (says is not null)
            {
                (await ProblemAsync(response)).Detail.ShouldContain(says);
            }
        }
    }

    [Fact]
    public async Task A_chunked_body_that_is_too_large_is_413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "vnflcm/v2/vnf_instances");
        request.Headers.Add("Version", "2.3.0");
        request.Headers.TransferEncodingChunked = true;
        request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("{\"vnfdId\":\"" + new string('a', 3000) + "\"}")));
        request.Content.Headers.ContentType = new("application/json");
        var response = await host.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ProblemAsync(response)).Status.ShouldBe(413);
    }

    [Fact]
    public async Task Created_has_an_absolute_location_and_a_body()
    {
        var response = await SendAsync("POST", "vnflcm/v2/vnf_instances", body: "{\"vnfdId\":\"a\"}", contentType: "application/json");
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.Location!.ToString().ShouldBe(host.Http.BaseAddress + "vnflcm/v2/vnf_instances/vnf-99");
    }

    [Theory]
    [InlineData("\"7\"", 202)]
    [InlineData("\"6\", \"7\"", 202)]
    [InlineData("*", 202)]
    [InlineData("\"6\"", 412)]
    [InlineData("W/\"7\"", 412)]
    [InlineData("7", 400)]
    [InlineData(null, 202)]
    public async Task If_match_is_judged(string? tag, int status)
    {
        var response = await SendAsync("PATCH", "vnflcm/v2/vnf_instances/vnf-1", body: "{\"vnfInstanceName\":\"n\",\"metadata\":{\"tenant\":null}}", contentType: "application/merge-patch+json", header: ("If-Match", tag));
        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task A_patch_that_removes_a_mandatory_attribute_is_422()
    {
        var response = await SendAsync("PATCH", "vnflcm/v2/vnf_instances/vnf-1", body: "{\"vnfProvider\":null}", contentType: "application/json");
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ProblemAsync(response)).Detail.ShouldContain("vnfProvider");
    }

    [Theory]
    [InlineData(null, 200, 0, 1000)]
    [InlineData("bytes=0-9", 206, 0, 10)]
    [InlineData("bytes=990-", 206, 990, 10)]
    [InlineData("bytes=-5", 206, 995, 5)]
    [InlineData("bytes=500-5000", 206, 500, 500)]
    [InlineData("bytes=0-1,5-6", 200, 0, 1000)]
    [InlineData("lines=0-1", 200, 0, 1000)]
    [InlineData("bytes=1000-", 416, 0, 0)]
    [InlineData("bytes=-0", 416, 0, 0)]
    public async Task Ranges(string? range, int status, int offset, int count)
    {
        var response = await SendAsync("GET", "vnflcm/v2/content", header: ("Range", range));
        ((int)response.StatusCode).ShouldBe(status);
        if (status == 416)
        {
            response.Content.Headers.ContentRange!.ToString().ShouldBe("bytes */1000");
            return;
        }

        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(ToyHost.Content[offset..(offset + count)]);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        if (status == 206)
        {
            response.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes {offset}-{offset + count - 1}/1000");
        }
    }

    [Fact]
    public async Task Unexpected_errors_tell_a_trace_id_and_no_internals()
    {
        var response = await SendAsync("GET", "vnflcm/v2/broken");
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldNotContain("secret");
        body.ShouldContain("traceId");
        response.Headers.GetValues("Version").Single().ShouldBe("2.3.0");
    }

    [Fact]
    public async Task Retry_after_is_in_whole_seconds()
    {
        var response = await SendAsync("GET", "vnflcm/v2/busy");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("vnflcm/v2/vnf_instances/none", 404)]
    [InlineData("vnflcm/v2/nothing", 404)]
    [InlineData("elsewhere", 404)]
    [InlineData("vnflcm/v2/unauthorized", 401)]
    public async Task Bare_errors_get_a_problem_body(string path, int status)
    {
        var response = await SendAsync("GET", path);
        ((int)response.StatusCode).ShouldBe(status);
        (await ProblemAsync(response)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Long_uris_are_414_and_double_slashes_are_tolerated()
    {
        (await SendAsync("GET", "vnflcm/v2/vnf_instances?filter=" + new string('a', 8000))).StatusCode.ShouldBe(HttpStatusCode.RequestUriTooLong);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Http.BaseAddress + "/vnflcm//v2/vnf_instances/vnf-1"));
        request.Headers.Add("Version", "2.3.0");
        (await host.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_list_is_filtered_selected_and_paged_by_the_marker_alone()
    {
        var seen = new List<string>();
        var next = "vnflcm/v2/vnf_instances?filter=" + Uri.EscapeDataString("(eq,instantiationState,INSTANTIATED)") + "&fields=metadata";
        while (next is not null)
        {
            var response = await SendAsync("GET", next);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            foreach (var item in JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.EnumerateArray())
            {
                seen.Add(item.GetProperty("id").GetString()!);
                item.TryGetProperty("metadata", out _).ShouldBeTrue();
                item.TryGetProperty("instantiatedVnfInfo", out _).ShouldBeFalse();
            }

            next = response.Headers.TryGetValues("Link", out var links) ? links.Single()[1..links.Single().IndexOf('>', StringComparison.Ordinal)] : null;
        }

        seen.ShouldBe(["vnf-0", "vnf-1", "vnf-2", "vnf-4"]);
    }

    [SkippableFact]
    public async Task The_toy_answers_as_the_document_says()
    {
        var contract = EtsiContract.Load("SOL003", "VNFLifecycleManagement");
        Skip.If(contract is null, SharedFolder.SkipReason);
        await CheckAsync("GET", "vnf_instances?all_fields", "/vnf_instances", null);
        await CheckAsync("GET", "vnf_instances/vnf-1", "/vnf_instances/{vnfInstanceId}", null);
        await CheckAsync("GET", "vnf_instances/none", "/vnf_instances/{vnfInstanceId}", null);
        await CheckAsync("POST", "vnf_instances", "/vnf_instances", "{\"vnfdId\":\"a\"}");
        await CheckAsync("POST", "vnf_instances", "/vnf_instances", "{}");
        await CheckAsync("POST", "vnf_instances/vnf-1/terminate", "/vnf_instances/{vnfInstanceId}/terminate", "{\"terminationType\":\"FORCEFUL\"}");
        contract.ValidateSchema("VnfInstance", "{\"id\":\"a\",\"instantiationState\":\"PERHAPS\"}").Count.ShouldBeGreaterThan(5);

        async Task CheckAsync(string method, string path, string template, string? body)
        {
            var response = await SendAsync(method, "vnflcm/v2/" + path, body: body, contentType: body is null ? null : "application/json");
            contract.Validate(method, template, (int)response.StatusCode, response.Headers.Concat(response.Content.Headers), await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_openapi_document_is_stable_and_speaks_the_spec()
    {
        var first = await host.Http.GetStringAsync("swagger/vnflcm-v2/swagger.json");
        (await host.Http.GetStringAsync("swagger/vnflcm-v2/swagger.json")).ShouldBe(first);
        var document = JsonDocument.Parse(first).RootElement;
        var schemas = document.GetProperty("components").GetProperty("schemas");
        schemas.GetProperty("InstantiationState").GetProperty("enum").EnumerateArray().Select(e => e.GetString()).ShouldBe(["NOT_INSTANTIATED", "INSTANTIATED"]);
        schemas.GetProperty("VnfInstance").GetProperty("required").EnumerateArray().Select(e => e.GetString()).ShouldContain("vnfdId");
        schemas.GetProperty("VnfInstance").GetProperty("properties").TryGetProperty("_links", out _).ShouldBeTrue();
        var post = document.GetProperty("paths").GetProperty("/vnflcm/v2/vnf_instances").GetProperty("post");
        post.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()).ShouldContain("Version");
        post.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _).ShouldBeTrue();
        post.GetProperty("responses").GetProperty("422").GetProperty("content").TryGetProperty("application/problem+json", out _).ShouldBeTrue();
        (await host.Http.GetAsync("swagger/index.html")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<ProblemDetails> ProblemAsync(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(), ProblemJsonContext.Default.ProblemDetails)!;
    }

    private async Task<HttpResponseMessage> SendAsync(
        string method, string path, string? version = "2.3.0", string? body = null, string? contentType = null, (string? Name, string? Value) header = default)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("Version", version);
        }

        if (header.Value is not null)
        {
            request.Headers.TryAddWithoutValidation(header.Name!, header.Value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }

        return await host.Http.SendAsync(request);
    }
}
