namespace NfvOrchestrator.Tosca.Model;

/// <summary>A connection point of a VNF profile, or a SAP: exactly one of the two.</summary>
/// <param name="VnfProfileId">VNF (or PNF or nested NS) profile, with <paramref name="CpdId"/>.</param>
/// <param name="CpdId">Its external connection point: cpdId or requirement name.</param>
/// <param name="SapdId">Or a SAP of the NS.</param>
public sealed record NfpEndpoint(string? VnfProfileId, string? CpdId, string? SapdId);
