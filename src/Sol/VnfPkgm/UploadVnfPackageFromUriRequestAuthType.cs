using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Values of upload VNF package from URI request auth type (SOL003 §10.5, SOL005 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<UploadVnfPackageFromUriRequestAuthType>))]
public enum UploadVnfPackageFromUriRequestAuthType
{
    /// <summary>Oauth2 client credentials.</summary>
    OAUTH2_CLIENT_CREDENTIALS,
}
