namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>A VNFM that has VNFs cannot be worked with: it is not registered, or its login cannot be read.</summary>
public sealed class VnfmUnknownException(string message, Exception? inner = null) : Exception(message, inner);
