using System.Text.Json;

namespace NfvOrchestrator.Sol.Common;

/// <summary>How to reach a VIM; the secrets in accessInfo are never sent in a response (SOL003 §4.4).</summary>
public sealed record VimConnectionInfo
{
    /// <summary>Identifier of the VIM.</summary>
    public string? VimId { get; init; }

    /// <summary>VIM type.</summary>
    public required string VimType { get; init; }

    /// <summary>Interface information.</summary>
    public IReadOnlyDictionary<string, JsonElement>? InterfaceInfo { get; init; }

    /// <summary>Access information.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AccessInfo { get; init; }

    /// <summary>Extra.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extra { get; init; }
}
