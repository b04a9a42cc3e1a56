namespace NfvOrchestrator.Platform.Security;

/// <summary>A registered client as it is stored: its secret only as a salted PBKDF2 hash.</summary>
public sealed record OAuthClient
{
    /// <summary>The <c>client_id</c>.</summary>
    public required string ClientId { get; init; }

    /// <summary>The tenant its tokens are for; null for services of the house, which act for whichever tenant they name.</summary>
    public string? Tenant { get; init; }

    /// <summary>The roles it can ask for.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>False: gets no token any more.</summary>
    public required bool Enabled { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>PBKDF2 salt, Base64.</summary>
    public required string Salt { get; init; }

    /// <summary>PBKDF2-SHA256 hash, Base64.</summary>
    public required string SecretHash { get; init; }

    /// <summary>PBKDF2 rounds.</summary>
    public required int Iterations { get; init; }
}
