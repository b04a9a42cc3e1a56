namespace NfvOrchestrator.Sol.OpenApi;

/// <summary>A document that the service has, for the user interface.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What the user interface calls it.</param>
internal sealed record ServedDocument(string Name, string Title);
