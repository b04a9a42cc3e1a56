namespace NfvOrchestrator.Sol.Filtering;

/// <summary>Type by which a filter value is compared; taken from the attribute.</summary>
public enum FilterValueType
{
    /// <summary>Ordinal string (also enumerations, identifiers, URIs).</summary>
    String,

    /// <summary>Number.</summary>
    Number,

    /// <summary>Boolean.</summary>
    Boolean,

    /// <summary>Instant in time, compared across UTC offsets.</summary>
    DateTime,
}
