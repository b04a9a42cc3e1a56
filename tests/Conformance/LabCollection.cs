namespace NfvOrchestrator.Conformance;

/// <summary>All tests share one lab.</summary>
[CollectionDefinition(Name)]
public sealed class LabCollection : ICollectionFixture<ConformanceLab>
{
    public const string Name = "lab";
}
