using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>How to reach a VIM, an item of a list with its identifier inside (SOL003 2.6.1 §4.4.1.6; later versions: a map by identifier).</summary>
public sealed record VimConnectionInfo
{
    /// <summary>Identifier of the VIM connection, by which resources refer to it.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VIM.</summary>
    public string? VimId { get; init; }

    /// <summary>VIM type.</summary>
    public required string VimType { get; init; }

    /// <summary>Interface information.</summary>
    public IReadOnlyDictionary<string, JsonElement>? InterfaceInfo { get; init; }

    /// <summary>Access information; never in an answer.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AccessInfo { get; init; }

    /// <summary>Extra.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extra { get; init; }
}
