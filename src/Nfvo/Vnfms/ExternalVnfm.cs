namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>A registered VNFM as it is stored: the secret of its login is encrypted.</summary>
public sealed record ExternalVnfm
{
    /// <summary>Identifier, chosen by whoever registered it.</summary>
    public required string Id { get; init; }

    /// <summary>What was registered.</summary>
    public required VnfmRegistration Registration { get; init; }

    /// <summary>The client with which it logs in here; null: it has none yet.</summary>
    public string? ClientId { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }
}
