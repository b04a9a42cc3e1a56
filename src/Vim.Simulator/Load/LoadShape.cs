using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>How a load goes over time.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoadShape>))]
public enum LoadShape
{
    /// <summary>Always the value.</summary>
    CONSTANT,

    /// <summary>The base, and from the period's end on the value.</summary>
    STEP,

    /// <summary>From the base to the value in a straight line over the period, then the value.</summary>
    RAMP,

    /// <summary>Between base and value and back over each period.</summary>
    SINE,
}
