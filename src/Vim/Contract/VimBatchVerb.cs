using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>What a batch item does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimBatchVerb>))]
public enum VimBatchVerb
{
    /// <summary>Create, adopt or update.</summary>
    PUT,

    /// <summary>Delete, or find it gone.</summary>
    DELETE,

    /// <summary>Read: to follow many resources with one call.</summary>
    GET,
}
