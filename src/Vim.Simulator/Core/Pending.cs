using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What the NFVI is about to finish on a resource.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Pending>))]
internal enum Pending
{
    None,
    Create,
    CreateFails,
    Update,
    Start,
    Stop,
    Rebuild,
    Move,
    Delete,
    DeleteFails,
}
