using System.Text.Json;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>How VNFCs go from one package to the other: vendor members of <c>additionalParams</c> of a change_vnfpkg request.</summary>
/// <param name="BlueGreen">New VNFCs come up beside the old ones and take over their ports; false: each VNFC is rebuilt where it is.</param>
/// <param name="BatchSize">VNFCs that change at the same time; 0: all.</param>
/// <param name="SoakSeconds">Seconds that VNFCs must have been up before the next ones follow.</param>
internal sealed record PackageChangeStrategy(bool BlueGreen, int BatchSize, int SoakSeconds)
{
    /// <summary>Longest time of observation, in seconds.</summary>
    public const int MaxSoakSeconds = 300;

    private const string StrategyParameter = "strategy";
    private const string BatchParameter = "batchSize";
    private const string SoakParameter = "soakSeconds";

    /// <summary>The members of additionalParams that are read here.</summary>
    public static IReadOnlySet<string> Parameters { get; } = new HashSet<string>(StringComparer.Ordinal) { StrategyParameter, BatchParameter, SoakParameter };

    /// <summary>Reads it. <c>strategy</c>: ROLLING (default), BLUE_GREEN or ALL_AT_ONCE; <c>batchSize</c>: 1 or more (default: ROLLING 1, else all); <c>soakSeconds</c>: 0 to 300 (default 0).</summary>
    public static PackageChangeStrategy Read(IReadOnlyDictionary<string, JsonElement>? parameters)
    {
        var name = Value(parameters, StrategyParameter) switch
        {
            null => "ROLLING",
            { ValueKind: JsonValueKind.String } text when text.GetString() is "ROLLING" or "BLUE_GREEN" or "ALL_AT_ONCE" => text.GetString()!,
            _ => throw Unfit.Request($"additionalParams.{StrategyParameter} must be ROLLING (VNFCs are rebuilt batch by batch), BLUE_GREEN (new ones take over the ports of the old ones) or ALL_AT_ONCE."),
        };
        var batch = Number(parameters, BatchParameter, 1, 1000);
        if (name == "ALL_AT_ONCE" && batch is not null)
        {
            throw Unfit.Request($"additionalParams.{BatchParameter} contradicts the strategy ALL_AT_ONCE; leave it out, or use ROLLING.");
        }
        return new PackageChangeStrategy(name == "BLUE_GREEN", batch ?? (name == "ROLLING" ? 1 : 0), Number(parameters, SoakParameter, 0, MaxSoakSeconds) ?? 0);
    }

    private static int? Number(IReadOnlyDictionary<string, JsonElement>? parameters, string name, int least, int most) => Value(parameters, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) && value >= least && value <= most => value,
        _ => throw Unfit.Request($"additionalParams.{name} must be a whole number from {least} to {most}."),
    };

    private static JsonElement? Value(IReadOnlyDictionary<string, JsonElement>? parameters, string name)
        => parameters is not null && parameters.TryGetValue(name, out var value) ? value : null;
}
