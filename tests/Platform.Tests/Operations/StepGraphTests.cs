using NfvOrchestrator.Platform.Operations;

namespace NfvOrchestrator.Platform.Tests.Operations;

public class StepGraphTests
{
    [Fact]
    public void Cycle_unknown_dependency_and_double_id_are_refused_by_name()
    {
        Should.Throw<ArgumentException>(() => StepGraph.Create([new("a", ["b"]), new("b", ["a"])])).Message.ShouldContain("cycle");
        Should.Throw<ArgumentException>(() => StepGraph.Create([new("a", ["x"])])).Message.ShouldContain("'x'");
        Should.Throw<ArgumentException>(() => StepGraph.Create([new("a", []), new("a", [])])).Message.ShouldContain("twice");
        Should.Throw<ArgumentException>(() => StepGraph.Create([new(new string('a', 513), [])])).Message.ShouldContain("512");
    }

    [Theory]
    [InlineData("compute/vdu-1#0", "op:000001:compute/vdu-1#0")]
    [InlineData("with space", "op:000001:~")]
    public void Unusual_step_ids_are_hashed_in_row_ids(string step, string expected)
        => StepJournal.RowId("op", 1, step).ShouldStartWith(expected);
}
