namespace NfvOrchestrator.Sol.Common;

/// <summary>Kinds of <see cref="DataModelNode"/>.</summary>
internal enum DataModelKind
{
    String,
    Number,
    Boolean,
    DateTime,
    Enumeration,

    /// <summary>Anything: the data model leaves it open.</summary>
    Any,
    Object,
    Array,
    Map,
}
