namespace NfvOrchestrator.Sol.Paging;

/// <summary>Where a list goes on: everything the next page needs, so that the marker alone is enough (SOL013 §5.4).</summary>
/// <param name="Resource">Path of the list resource; a marker is good only for the list it was given for.</param>
/// <param name="Filter">Filter expression, null for none.</param>
/// <param name="Selector">Selector part of the query, null for none.</param>
/// <param name="Position">Keyset position after the last item sent; only its maker understands it.</param>
public sealed record PageMarker(string Resource, string? Filter, string? Selector, string Position);
