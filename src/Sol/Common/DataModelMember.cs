namespace NfvOrchestrator.Sol.Common;

/// <summary>An attribute of an object type.</summary>
internal sealed record DataModelMember(string Name, bool IsRequired, DataModelNode Node);
