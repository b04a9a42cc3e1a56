using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Shapes of distributions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DurationShape>))]
public enum DurationShape
{
    /// <summary>Always the same.</summary>
    Fixed,

    /// <summary>Equally likely between two limits.</summary>
    Uniform,

    /// <summary>Log-normal: a long tail, as real boots have.</summary>
    LogNormal,
}
