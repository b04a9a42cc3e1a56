using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace NfvOrchestrator.Conformance;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Operation">What was called, e.g. <c>GET /vnflcm/v2/vnf_instances/{vnfInstanceId}</c>.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">All headers, those of the content too.</param>
/// <param name="Content">The body.</param>
public sealed record Answer(string Operation, int Status, IReadOnlyDictionary<string, IEnumerable<string>> Headers, byte[] Content)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Content);

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Content).RootElement;

    /// <summary>The identifier of the resource in the body.</summary>
    public string Id => Json.GetProperty("id").GetString()!;

    /// <summary>The media type of the body, without parameters.</summary>
    public string? MediaType => Header("Content-Type") is { } type ? MediaTypeHeaderValue.Parse(type).MediaType : null;

    /// <summary>A header; null when there is none.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>Itself when it has the status; fails with its body otherwise.</summary>
    public Answer Expect(int status)
    {
        Status.ShouldBe(status, $"{Operation}: {Text}");
        return this;
    }

    /// <summary>Fails with every point in which the answer is against the ETSI document.</summary>
    public Answer ShouldConform()
    {
        Contracts.Violations(this).ShouldBeEmpty($"{Operation} {Status}: {Text}");
        return this;
    }

    /// <summary>Fails unless this is an error with that status, with everything an error has.</summary>
    public Answer ShouldBeProblem(int status)
    {
        Expect(status);
        MediaType.ShouldBe("application/problem+json", Operation);
        Json.GetProperty("status").GetInt32().ShouldBe(status, Operation);
        Json.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace(Operation);
        Json.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace(Operation);
        return ShouldConform();
    }
}
