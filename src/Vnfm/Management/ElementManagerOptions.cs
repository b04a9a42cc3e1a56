namespace NfvOrchestrator.Vnfm.Management;

/// <summary>How the VNFM reaches the element managers of some VNFs, or the VNFs themselves (SOL002).</summary>
public sealed class ElementManagerOptions
{
    /// <summary>The VNFs it is for, by VNFD id; null: all that no other entry names.</summary>
    public string? VnfdId { get; set; }

    /// <summary>The apiRoot; null: only the log-in below is given, and the address comes from the instance.</summary>
    public Uri? Uri { get; set; }

    /// <summary>Log-in with BASIC; null: none.</summary>
    public string? UserName { get; set; }

    /// <summary>Password of <see cref="UserName"/>.</summary>
    public string? Password { get; set; }

    /// <summary>Token endpoint for log-in by OAuth 2.0 client credentials; null: none.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>Client at the token endpoint.</summary>
    public string? ClientId { get; set; }

    /// <summary>Secret of the client.</summary>
    public string? ClientSecret { get; set; }
}
