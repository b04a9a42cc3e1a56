using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

#pragma warning disable MA0048 // the answers of one service in one file: each is a few lines and means nothing alone

internal sealed record ImagesAnswer(IReadOnlyList<OsImage> Images)
{
    public string? Next { get; init; }
}

internal sealed record OsImage
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string Status { get; init; } = "";

    public long? Size { get; init; }

    public long? MinDisk { get; init; }

    public long? VirtualSize { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Project that it belongs to.</summary>
    public string? Owner { get; init; }

    /// <summary>Algorithm of <see cref="OsHashValue"/>, e.g. <c>sha512</c>.</summary>
    public string? OsHashAlgo { get; init; }

    public string? OsHashValue { get; init; }

    /// <summary>Set while an import holds the image.</summary>
    public string? OsGlanceImportTask { get; init; }

    /// <summary>Stores that an import still fills.</summary>
    public string? OsGlanceImportingToStores { get; init; }

    /// <summary>Stores that an import failed to fill.</summary>
    public string? OsGlanceFailedImport { get; init; }

    /// <summary>What Nova made it as: <c>snapshot</c>, <c>backup</c>; absent for others.</summary>
    public string? ImageType { get; init; }

    /// <summary>Server that Nova made it of.</summary>
    public string? InstanceUuid { get; init; }

    /// <summary>Our property: server the snapshot was asked for of.</summary>
    [JsonPropertyName("nfv_server")]
    public string? NfvServer { get; init; }

    /// <summary>Our property: digest that was announced.</summary>
    [JsonPropertyName("nfv_checksum")]
    public string? NfvChecksum { get; init; }

    /// <summary>Our property: tenant of the resource.</summary>
    [JsonPropertyName("nfv_tenant")]
    public string? NfvTenant { get; init; }

    /// <summary>Our property: account of the resource.</summary>
    [JsonPropertyName("nfv_account")]
    public string? NfvAccount { get; init; }

    /// <summary>Our property: key of the resource.</summary>
    [JsonPropertyName("nfv_key")]
    public string? NfvKey { get; init; }

    /// <summary>Our property: instance of the resource.</summary>
    [JsonPropertyName("nfv_instance")]
    public string? NfvInstance { get; init; }

    /// <summary>Our property: service that made the resource.</summary>
    [JsonPropertyName("nfv_managed_by")]
    public string? NfvManagedBy { get; init; }

    /// <summary>Our property: identity of the resource.</summary>
    [JsonPropertyName("nfv_id")]
    public string? NfvId { get; init; }
}

internal sealed record ImportInfoAnswer
{
    [JsonPropertyName("import-methods")]
    public ImportMethods? ImportMethods { get; init; }
}

internal sealed record ImportMethods(IReadOnlyList<string> Value);

internal sealed record ImageTasksAnswer(IReadOnlyList<OsImageTask> Tasks);

internal sealed record OsImageTask(string Id, string Status, string? Message = null, string? CreatedAt = null);

internal sealed record VolumeTypesAnswer(IReadOnlyList<OsVolumeType> VolumeTypes);

internal sealed record VolumeTypeAnswer(OsVolumeType VolumeType);

/// <param name="Id">Identifier.</param>
/// <param name="Name">Name.</param>
/// <param name="ExtraSpecs">What its volumes can; absent where the cloud does not tell members.</param>
internal sealed record OsVolumeType(string Id, string Name, IReadOnlyDictionary<string, string>? ExtraSpecs = null);

internal sealed record VolumeAnswer(OsVolume Volume);

internal sealed record VolumesAnswer(IReadOnlyList<OsVolume> Volumes)
{
    [JsonPropertyName("volumes_links")]
    public IReadOnlyList<OsLink>? Links { get; init; }
}

internal sealed record OsVolume
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string Status { get; init; } = "";

    public long Size { get; init; }

    public string? VolumeType { get; init; }

    public string? AvailabilityZone { get; init; }

    public DateTime? CreatedAt { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public IReadOnlyList<OsVolumeAttachment>? Attachments { get; init; }
}

internal sealed record OsVolumeAttachment(string? ServerId = null, string? Device = null);

/// <summary>Attachments of volumes as Cinder books them, also those that Nova has only reserved.</summary>
internal sealed record VolumeReservationsAnswer(IReadOnlyList<OsVolumeReservation> Attachments);

/// <param name="Id">Of the attachment.</param>
/// <param name="Instance">Identifier of the server.</param>
internal sealed record OsVolumeReservation(string Id, string? Instance = null);

internal sealed record SnapshotAnswer(OsVolumeSnapshot Snapshot);

internal sealed record SnapshotsAnswer(IReadOnlyList<OsVolumeSnapshot> Snapshots);

internal sealed record OsVolumeSnapshot
{
    public required string Id { get; init; }

    public string Status { get; init; } = "";

    public long Size { get; init; }

    public string? VolumeId { get; init; }

    public DateTime? CreatedAt { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

internal sealed record ProvidersAnswer(IReadOnlyList<OsProvider> ResourceProviders);

internal sealed record OsProvider
{
    public required string Uuid { get; init; }

    public string Name { get; init; } = "";

    public string? ParentProviderUuid { get; init; }

    public string? RootProviderUuid { get; init; }

    /// <summary>Rises with each change of its inventories and traits.</summary>
    public long? Generation { get; init; }
}

internal sealed record InventoriesAnswer(IReadOnlyDictionary<string, OsInventory> Inventories);

internal sealed record OsInventory
{
    public long Total { get; init; }

    public long Reserved { get; init; }

    public double AllocationRatio { get; init; } = 1;
}

internal sealed record UsagesAnswer(IReadOnlyDictionary<string, long> Usages);

internal sealed record TraitsAnswer(IReadOnlyList<string> Traits);
