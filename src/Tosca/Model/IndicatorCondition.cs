namespace NfvOrchestrator.Tosca.Model;

/// <summary>A comparison of an attribute with a value.</summary>
/// <param name="Attribute">Indicator or other attribute of the VNF, e.g. a scale level.</param>
/// <param name="Operator">TOSCA clause: <c>equal</c>, <c>greater_than</c>, <c>greater_or_equal</c>, <c>less_than</c>, <c>less_or_equal</c>, <c>in_range</c>, <c>valid_values</c>, <c>length</c>, <c>min_length</c>, <c>max_length</c> or <c>pattern</c>.</param>
/// <param name="Values">One value; two for a range; any number for valid_values.</param>
public sealed record IndicatorCondition(string Attribute, string Operator, IReadOnlyList<string> Values);
