using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Tests.Lcm;

/// <summary>Which of two versions is newer.</summary>
public sealed class VersionOrderTests
{
    [Theory]
    [InlineData("1.0", "2.0", -1)]
    [InlineData("1.10", "1.9", 1)]
    [InlineData("v3", "3.0.0", 0)]
    [InlineData("1.0-2", "1.0-10", -1)]
    [InlineData("R24.07", "R24.08", 0)]
    public void Numbers_decide_and_words_decide_nothing(string left, string right, int order) => Math.Sign(VersionOrder.Compare(left, right)).ShouldBe(order);

    [Fact]
    public void The_descriptor_decides_only_where_the_software_is_the_same()
    {
        VersionOrder.Compare(("2.0", "1.0"), ("1.0", "9.0")).ShouldBePositive();
        VersionOrder.Compare(("2.0", "1.0"), ("2.0", "9.0")).ShouldBeNegative();
    }
}
