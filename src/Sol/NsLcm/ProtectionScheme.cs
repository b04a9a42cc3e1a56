using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of protection scheme (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ProtectionScheme>))]
public enum ProtectionScheme
{
    /// <summary>Unprotected.</summary>
    UNPROTECTED,

    /// <summary>One to one.</summary>
    ONE_TO_ONE,

    /// <summary>One plus one.</summary>
    ONE_PLUS_ONE,

    /// <summary>One to n.</summary>
    ONE_TO_N,
}
