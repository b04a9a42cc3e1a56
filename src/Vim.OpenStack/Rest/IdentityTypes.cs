using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

#pragma warning disable MA0048 // the answers of one service in one file: each is a few lines and means nothing alone

internal sealed record TokenAnswer(OsTokenBody Token);

internal sealed record OsTokenBody
{
    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset IssuedAt { get; init; }

    public OsNamed? Project { get; init; }

    public IReadOnlyList<OsNamed>? Roles { get; init; }

    public IReadOnlyList<OsCatalogueEntry>? Catalog { get; init; }
}

internal sealed record OsNamed(string? Id = null, string? Name = null);

internal sealed record OsCatalogueEntry(string Type, IReadOnlyList<OsEndpoint>? Endpoints = null);

internal sealed record OsEndpoint(string Interface, string Url, string? Region = null, string? RegionId = null);

internal sealed record VersionAnswer
{
    public OsApiVersion? Version { get; init; }

    public IReadOnlyList<OsApiVersion>? Versions { get; init; }
}

internal sealed record OsApiVersion
{
    public string? Id { get; init; }

    public string? Version { get; init; }

    [JsonPropertyName("max_version")]
    public string? MaxVersion { get; init; }

    public string? MinVersion { get; init; }

    public string? Status { get; init; }
}
