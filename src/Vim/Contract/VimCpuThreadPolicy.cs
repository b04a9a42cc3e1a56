using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Use of hardware threads by dedicated vCPUs (SOL001 <c>virtual_cpu_pinning_rule</c>).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimCpuThreadPolicy>))]
public enum VimCpuThreadPolicy
{
    /// <summary>Siblings if there are any.</summary>
    PREFER,

    /// <summary>No sibling of a core that is used is given to anybody.</summary>
    ISOLATE,

    /// <summary>Siblings only.</summary>
    REQUIRE,
}
