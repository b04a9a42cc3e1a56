namespace NfvOrchestrator.Nfvo.Catalogue.Content;

/// <summary>Content that is fetched from elsewhere broke off.</summary>
internal sealed class RemoteContentException(string message, Exception inner) : Exception(message, inner);
