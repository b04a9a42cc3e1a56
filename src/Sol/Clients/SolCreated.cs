namespace NfvOrchestrator.Sol.Clients;

/// <summary>A resource was created (201), or existed already (303).</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Location">Its URI, when the answer had one.</param>
/// <param name="ETag">Its entity tag, when the answer had one.</param>
/// <typeparam name="T">Type of the resource.</typeparam>
public sealed record SolCreated<T>(T Resource, Uri? Location, string? ETag);
