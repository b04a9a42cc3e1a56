using NfvOrchestrator.Execution;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Requests that do not fit the VNF: 422, saying what would.</summary>
internal static class Unfit
{
    private const int MaxNames = 20;

    /// <summary>The request does not fit.</summary>
    public static LifecycleRejectedException Request(string detail) => new(new ProblemDetails { Title = "The request does not fit the VNF", Status = 422, Detail = detail });

    /// <summary>The request does not fit the state of the VNF.</summary>
    public static LifecycleRejectedException State(string detail) => new(new ProblemDetails { Title = "The VNF is not in a state for this", Status = 409, Detail = detail });

    /// <summary>Names for people.</summary>
    public static string List(IEnumerable<string> names)
    {
        var some = names.Take(MaxNames + 1).Select(n => $"'{n}'").ToList();
        return some.Count == 0 ? "none" : string.Join(", ", some.Take(MaxNames)) + (some.Count > MaxNames ? " and more" : "");
    }
}
