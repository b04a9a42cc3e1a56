using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Whether vCPUs share cores or own them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimCpuPolicy>))]
public enum VimCpuPolicy
{
    /// <summary>vCPUs float over the shared cores, which may be over-committed.</summary>
    SHARED,

    /// <summary>Every vCPU owns one core; never over-committed.</summary>
    DEDICATED,
}
