namespace NfvOrchestrator.Vnfm.Management.Drivers;

/// <summary>An address of a VNFC.</summary>
/// <param name="VnfcKey">Key of its server.</param>
/// <param name="VduId">Its VDU.</param>
/// <param name="CpdId">The connection point.</param>
/// <param name="Address">IP address.</param>
internal sealed record VnfcAddress(string VnfcKey, string VduId, string CpdId, string Address);
