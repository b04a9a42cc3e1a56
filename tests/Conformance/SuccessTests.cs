namespace NfvOrchestrator.Conformance;

/// <summary>Every mapped operation, called rightly, answers as the published document says: status, headers, body.</summary>
[Collection(LabCollection.Name)]
public sealed class SuccessTests(ConformanceLab lab)
{
    public static TheoryData<string> Operations() => [.. OperationCases.All.Keys];

    [SkippableTheory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_succeeds_as_the_document_says(string operation)
    {
        var answer = await OperationCases.All[operation].SucceedAsync(lab, operation);
        answer.Status.ShouldBeInRange(200, 299, $"{operation}: {answer.Text}");
        answer.Header("Version").ShouldNotBeNullOrEmpty();
        if (answer.Status is 201)
        {
            var location = answer.Header("Location").ShouldNotBeNull(operation);
            location.ShouldStartWith("http");
            if (!operation.Contains("/grants", StringComparison.Ordinal))
            {
                answer.Json.GetProperty("_links").GetProperty("self").GetProperty("href").GetString().ShouldBe(location);
            }
        }
        answer.ShouldConform();
    }

    [Fact]
    public void Every_mapped_operation_has_a_case_and_every_case_is_mapped()
    {
        var mapped = MappedOperation.Of(lab.Lab);
        mapped.Except(OperationCases.All.Keys, StringComparer.Ordinal).ShouldBeEmpty("mapped, but without a line in OperationCases.cs");
        OperationCases.All.Keys.Except(mapped, StringComparer.Ordinal).ShouldBeEmpty("in OperationCases.cs, but not mapped");
    }
}
