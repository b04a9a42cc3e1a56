namespace NfvOrchestrator.Sol.Filtering;

/// <summary>One step of a filter path.</summary>
/// <param name="Name">Attribute name or map key, unescaped; <c>@key</c> for <see cref="FilterSegmentKind.MapKey"/>.</param>
/// <param name="Kind">How the step is taken.</param>
/// <param name="IsArray">The value reached is an array: the rest of the path (or the comparison) is tried on each element.</param>
public readonly record struct FilterPathSegment(string Name, FilterSegmentKind Kind, bool IsArray);
