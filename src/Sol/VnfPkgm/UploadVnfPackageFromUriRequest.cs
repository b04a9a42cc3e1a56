namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Request: upload VNF package from URI (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record UploadVnfPackageFromUriRequest
{
    /// <summary>Address information.</summary>
    public required string AddressInformation { get; init; }

    /// <summary>Auth type.</summary>
    public UploadVnfPackageFromUriRequestAuthType? AuthType { get; init; }

    /// <summary>Parameters OAuth 2.0 client credentials.</summary>
    public UploadVnfPackageFromUriRequestParamsOauth2ClientCredentials? ParamsOauth2ClientCredentials { get; init; }
}
