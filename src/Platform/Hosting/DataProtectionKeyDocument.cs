namespace NfvOrchestrator.Platform.Hosting;

/// <summary>One key (or revocation) of the Data Protection key ring.</summary>
internal sealed record DataProtectionKeyDocument
{
    public required string Xml { get; init; }
}
