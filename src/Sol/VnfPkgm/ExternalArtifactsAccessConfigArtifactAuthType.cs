using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Values of external artifacts access config artifact auth type (SOL003 §10.5, SOL005 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ExternalArtifactsAccessConfigArtifactAuthType>))]
public enum ExternalArtifactsAccessConfigArtifactAuthType
{
    /// <summary>Oauth2 client credentials.</summary>
    OAUTH2_CLIENT_CREDENTIALS,
}
