using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>Whether a VNFM answers.</summary>
[JsonConverter(typeof(SolEnumConverter<VnfmState>))]
public enum VnfmState
{
    /// <summary>Not asked yet.</summary>
    UNKNOWN,

    /// <summary>It answers, and speaks a version that the NFVO speaks.</summary>
    UP,

    /// <summary>It does not; the detail says why.</summary>
    DOWN,
}
