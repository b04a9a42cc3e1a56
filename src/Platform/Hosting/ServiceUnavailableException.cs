using System.Net;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Another service did not answer in time, or not at all, also not after the retries that were safe.</summary>
public sealed class ServiceUnavailableException(string message, Exception? inner, HttpStatusCode? statusCode = null) : HttpRequestException(message, inner, statusCode);
