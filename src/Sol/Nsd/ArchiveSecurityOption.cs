using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Values of archive security option (SOL005 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ArchiveSecurityOption>))]
public enum ArchiveSecurityOption
{
    /// <summary>Option 1.</summary>
    OPTION_1,

    /// <summary>Option 2.</summary>
    OPTION_2,
}
