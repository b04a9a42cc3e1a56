namespace NfvOrchestrator.Sol.Filtering;

/// <summary>Operators of attribute-based filtering (SOL013 §5.2.2).</summary>
public enum FilterOperator
{
    /// <summary>Equal to the value.</summary>
    Eq,

    /// <summary>Not equal to the value.</summary>
    Neq,

    /// <summary>Greater than the value.</summary>
    Gt,

    /// <summary>Greater than or equal to the value.</summary>
    Gte,

    /// <summary>Less than the value.</summary>
    Lt,

    /// <summary>Less than or equal to the value.</summary>
    Lte,

    /// <summary>Equal to one of the values.</summary>
    In,

    /// <summary>Equal to none of the values.</summary>
    Nin,

    /// <summary>Contains one of the values as a substring.</summary>
    Cont,

    /// <summary>Contains none of the values as a substring.</summary>
    Ncont,
}
