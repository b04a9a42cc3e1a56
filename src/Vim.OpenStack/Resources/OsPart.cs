using System.Text.Json.Serialization;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

#pragma warning disable MA0048 // one answer of Neutron and its lists, which mean nothing alone

/// <summary>A floating IP, trunk or router as Neutron shows it: what belongs to a port or a network of ours and is no resource of its own.</summary>
internal sealed record OsPart
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public string? PortId { get; init; }

    public string? FloatingIpAddress { get; init; }

    public string? FloatingNetworkId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>A list of one of them; the others are absent.</summary>
internal sealed record OsPartsAnswer
{
    public IReadOnlyList<OsPart>? Floatingips { get; init; }

    public IReadOnlyList<OsPart>? Trunks { get; init; }

    public IReadOnlyList<OsPart>? Routers { get; init; }

    [JsonPropertyName("floatingips_links")]
    public IReadOnlyList<OsLink>? FloatingipsLinks { get; init; }

    [JsonPropertyName("trunks_links")]
    public IReadOnlyList<OsLink>? TrunksLinks { get; init; }

    [JsonPropertyName("routers_links")]
    public IReadOnlyList<OsLink>? RoutersLinks { get; init; }

    [JsonIgnore]
    public IReadOnlyList<OsPart> Items => Floatingips ?? Trunks ?? Routers ?? [];

    [JsonIgnore]
    public bool HasNext => (FloatingipsLinks ?? TrunksLinks ?? RoutersLinks).HasNext();
}

/// <summary>A floating IP that was made or changed.</summary>
internal sealed record OsFloatingIpAnswer(OsPart Floatingip);

/// <summary>JSON metadata of them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true, MaxDepth = 64)]
[JsonSerializable(typeof(OsPartsAnswer))]
[JsonSerializable(typeof(OsFloatingIpAnswer))]
internal sealed partial class OsPartJson : JsonSerializerContext;
