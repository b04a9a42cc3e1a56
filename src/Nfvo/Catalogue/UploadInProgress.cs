namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>An upload that somebody is receiving; renewed while bytes arrive, so that one cut off by a crash is noticed.</summary>
public sealed record UploadInProgress
{
    /// <summary>Which resource.</summary>
    public required CatalogueKind Kind { get; init; }

    /// <summary>vnfPkgId or nsdInfoId.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The blob that is written.</summary>
    public required string Blob { get; init; }

    /// <summary>The last sign of life.</summary>
    public required DateTimeOffset AliveAt { get; init; }
}
