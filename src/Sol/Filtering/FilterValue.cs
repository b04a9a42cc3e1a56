using System.Globalization;
using System.Runtime.InteropServices;

namespace NfvOrchestrator.Sol.Filtering;

/// <summary>A value of a filter term, typed as the attribute it is compared with. Only the member that fits <see cref="Type"/> is meaningful, besides <see cref="Text"/>.</summary>
/// <param name="Type">Type of the attribute.</param>
/// <param name="Text">The value as written, unquoted.</param>
/// <param name="Number">Value of a number.</param>
/// <param name="Boolean">Value of a boolean.</param>
/// <param name="DateTime">Value of a date-time.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FilterValue(FilterValueType Type, string Text, decimal Number, bool Boolean, DateTimeOffset DateTime)
{
    /// <summary>A string value.</summary>
    public static FilterValue OfString(string text) => new(FilterValueType.String, text, 0, Boolean: false, default);

    /// <summary>Reads text as a value of the given type.</summary>
    public static bool TryParse(FilterValueType type, string text, out FilterValue value)
    {
        value = new FilterValue(type, text, 0, Boolean: false, default);
        switch (type)
        {
            case FilterValueType.String:
                return true;
            case FilterValueType.Number:
                if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                {
                    return false;
                }

                value = value with { Number = number };
                return true;
            case FilterValueType.Boolean:
                value = value with { Boolean = text == "true" };
                return text is "true" or "false";
            default:
                if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
                {
                    return false;
                }

                value = value with { DateTime = instant };
                return true;
        }
    }
}
