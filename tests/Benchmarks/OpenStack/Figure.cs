using System.Globalization;

namespace NfvOrchestrator.Benchmarks.OpenStack;

/// <summary>A measured figure beside what it must be.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">What it was.</param>
/// <param name="Target">What it must be.</param>
/// <param name="Met">Whether it is.</param>
internal sealed record Figure(string Name, string Value, string Target, bool Met)
{
    public static Figure AtMost(string name, double value, double target, string unit, string how) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{value:0.000} {unit} ({how})"), string.Create(CultureInfo.InvariantCulture, $"<= {target:0.###} {unit}"), value <= target);

    public static Figure AtLeast(string name, double value, double target, string unit, string how) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{value:0.000} {unit} ({how})"), string.Create(CultureInfo.InvariantCulture, $">= {target:0.###} {unit}"), value >= target);

    public static void Print(IReadOnlyList<Figure> figures)
    {
        Console.WriteLine();
        Console.WriteLine("| figure | measured | target | verdict |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var figure in figures)
        {
            Console.WriteLine($"| {figure.Name} | {figure.Value} | {figure.Target} | {(figure.Met ? "met" : "MISSED")} |");
        }
    }
}
