namespace NfvOrchestrator.Tosca.Model;

/// <summary>One or two connection points that traffic enters and leaves through (SOL001 §7.8.6).</summary>
public sealed record NfpPositionElement
{
    /// <summary>Node template name.</summary>
    public required string Id { get; init; }

    /// <summary>Where traffic enters.</summary>
    public required NfpEndpoint Ingress { get; init; }

    /// <summary>Where traffic leaves; equal to <see cref="Ingress"/> when the element names one point.</summary>
    public required NfpEndpoint Egress { get; init; }
}
