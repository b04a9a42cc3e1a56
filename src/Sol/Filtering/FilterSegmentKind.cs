namespace NfvOrchestrator.Sol.Filtering;

/// <summary>How one step of a filter path is taken.</summary>
public enum FilterSegmentKind
{
    /// <summary>A member of an object: go to its value.</summary>
    Member,

    /// <summary>One entry of a map, by its key: go to its value. In JSON this is a member as well.</summary>
    MapEntry,

    /// <summary>The keys of the map reached so far, each in turn (written <c>@key</c>); always last.</summary>
    MapKey,
}
