using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>What we are doing with a resource.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordPhase>))]
internal enum RecordPhase
{
    /// <summary>To be made; OpenStack's identifier is not known, or the resource is not ready.</summary>
    CREATING,

    /// <summary>As it shall be.</summary>
    SETTLED,

    /// <summary>A new specification or an action is being carried out.</summary>
    UPDATING,

    /// <summary>To be removed.</summary>
    DELETING,
}
