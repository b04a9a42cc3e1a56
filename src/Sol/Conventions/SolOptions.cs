namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Settings of the SOL013 conventions on the server side.</summary>
public sealed class SolOptions
{
    /// <summary>
    /// Root under which clients reach this service, e.g. <c>https://nfvo.example.net/mano</c>; absolute URIs in answers begin with it.
    /// Null: the scheme and host the request came in with.
    /// </summary>
    public Uri? PublicBaseUri { get; set; }

    /// <summary>Take scheme, host and prefix from <c>X-Forwarded-Proto/-Host/-Prefix</c>. Only behind a proxy that overwrites them.</summary>
    public bool TrustForwardedHeaders { get; set; }

    /// <summary>Longest accepted path and query, in characters; longer ones are answered 414. Kestrel's own limit on the request line is 8192.</summary>
    public int MaxUriLength { get; set; } = 8000;

    /// <summary>Largest JSON body of an endpoint that does not say otherwise, in bytes.</summary>
    public int MaxJsonBytes { get; set; } = 1 << 20;
}
