using NfvOrchestrator.Performance.Api;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Tests;

public sealed class PmRequestsTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly CreatePmJobRequest Right = new()
    {
        ObjectType = "Vnf",
        ObjectInstanceIds = ["v1"],
        Criteria = new PmJobCriteria { PerformanceMetric = ["VCpuUsageMeanVnf.v1"], CollectionPeriod = 10, ReportingPeriod = 30, ReportingBoundary = Now.AddSeconds(30) },
        CallbackUri = "http://nobody/",
    };

    public static TheoryData<string, CreatePmJobRequest, string> Wrong => new()
    {
        { "type", Right with { ObjectType = "Host" }, "Vnf, Vnfc, VnfIntCp, VnfExtCp" },
        { "no object", Right with { ObjectInstanceIds = [] }, "objectInstanceIds" },
        { "twice", Right with { ObjectInstanceIds = ["a", "a"] }, "twice" },
        { "no sub-objects of a VNF", Right with { SubObjectInstanceIds = ["x"] }, "no sub-objects" },
        { "sub-objects of two", Right with { ObjectType = "Vnfc", ObjectInstanceIds = ["a", "b"], SubObjectInstanceIds = ["x"] }, "exactly one" },
        { "empty sub-objects", Right with { ObjectType = "Vnfc", SubObjectInstanceIds = [] }, "leave it out" },
        { "nothing wanted", Right with { Criteria = Right.Criteria with { PerformanceMetric = null } }, "VCpuUsageMeanVnf" },
        { "metric of another type", Right with { Criteria = Right.Criteria with { PerformanceMetric = ["ByteIncomingVnfExtCp"] } }, "'ByteIncomingVnfExtCp' is not measured" },
        { "unknown group", Right with { Criteria = Right.Criteria with { PerformanceMetricGroup = ["Cpu"] } }, "VirtualisedComputeResource" },
        { "too often", Right with { Criteria = Right.Criteria with { CollectionPeriod = 1 } }, "5 to 86400" },
        { "no multiple", Right with { Criteria = Right.Criteria with { ReportingPeriod = 25 } }, "multiple" },
        { "shorter", Right with { Criteria = Right.Criteria with { ReportingPeriod = 5 } }, "multiple" },
        { "negative", Right with { Criteria = Right.Criteria with { ReportingPeriod = -30 } }, "multiple" },
        { "too many", Right with { Criteria = Right.Criteria with { ReportingPeriod = 10_010 } }, "1001" },
        { "too late", Right with { Criteria = Right.Criteria with { ReportingBoundary = Now.AddSeconds(29) } }, "never be a report" },
    };

    [Fact]
    public void A_right_request_has_no_fault() => PmRequests.Fault(Right, MeasurementCatalogue.Vnf, new PmOptions(), Now).ShouldBeNull();

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_request_is_told_what_would_be_right(string what, CreatePmJobRequest request, string told)
        => PmRequests.Fault(request, MeasurementCatalogue.Vnf, new PmOptions(), Now).ShouldNotBeNull(what).ShouldContain(told);

    /// <summary>IFA 027 §7.3 measures SAPs; nothing here can, and the reason is told instead of a list alone.</summary>
    [Fact]
    public void A_service_access_point_is_refused_with_the_reason()
        => PmRequests.Fault(Right with { ObjectType = "Sap" }, MeasurementCatalogue.Ns, new PmOptions(), Now).ShouldNotBeNull().ShouldSatisfyAllConditions(
            f => f.ShouldContain("no VIM or SDN controller publishes"), f => f.ShouldContain("VnfExtCp"), f => f.ShouldContain("of the types Ns can"));

    [Theory]
    [InlineData("Vnf", "VCpuUsageMeanVnf", 80.0, 5.0, null)]
    [InlineData("vnf", "VCpuUsageMeanVnf.v1", 80.0, 0.0, null)]
    [InlineData("Vnf", "Nothing", 80.0, 5.0, "VCpuUsageMeanVnf")]
    [InlineData("Vnf", "VCpuUsageMeanVnf", 80.0, -1.0, "negative")]
    [InlineData("Vnf", "VCpuUsageMeanVnf", null, null, "simpleThresholdDetails")]
    [InlineData("Sap", "VCpuUsageMeanVnf", 80.0, 5.0, "Vnf, Vnfc")]
    public void Thresholds_are_judged(string type, string metric, double? value, double? hysteresis, string? told)
    {
        var fault = PmRequests.Fault(
            new CreateThresholdRequest
            {
                ObjectType = type,
                ObjectInstanceId = "v1",
                Criteria = new ThresholdCriteria
                {
                    PerformanceMetric = metric,
                    ThresholdType = ThresholdType.SIMPLE,
                    SimpleThresholdDetails = value is { } v ? new SimpleThresholdDetails { ThresholdValue = v, Hysteresis = hysteresis!.Value } : null,
                },
                CallbackUri = "http://nobody/",
            },
            MeasurementCatalogue.Vnf);
        if (told is null)
        {
            fault.ShouldBeNull();
        }
        else
        {
            fault.ShouldNotBeNull().ShouldContain(told);
        }
    }

    [Fact]
    public void A_group_and_a_metric_of_it_are_measured_once()
        => MeasurementCatalogue.Vnf.Wanted("Vnf", Right.Criteria with { PerformanceMetricGroup = ["VirtualisedComputeResource"] }).Select(w => w.Name)
            .ShouldBe(["VCpuUsageMeanVnf.v1", "VCpuUsagePeakVnf", "VMemoryUsageMeanVnf", "VMemoryUsagePeakVnf"]);

    [Fact]
    public void A_request_of_version_1_is_about_the_type_that_its_metrics_have()
    {
        MeasurementCatalogue.Vnf.TypeFor(["ByteIncomingVnfExtCp.x"], []).ShouldBe("VnfExtCp");
        MeasurementCatalogue.Vnf.TypeFor([], ["VnfInternalCp"]).ShouldBe("VnfIntCp");
        MeasurementCatalogue.Vnf.TypeFor(["VCpuUsageMeanVnf"], []).ShouldBe("Vnf");
        MeasurementCatalogue.Vnf.TypeFor(["Nothing"], []).ShouldBe("Vnf");
    }
}
