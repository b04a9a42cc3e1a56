namespace NfvOrchestrator.Performance.Records;

/// <summary>What PM jobs and thresholds have in common as they are stored.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
internal interface IPmRecord<TSelf>
{
    /// <summary>The API, and version of it, it was made through: it is seen there.</summary>
    string Api { get; }

    /// <summary>The record with another callback.</summary>
    TSelf WithCallback(string callbackUri);
}
