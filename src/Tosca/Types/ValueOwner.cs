namespace NfvOrchestrator.Tosca.Types;

/// <summary>Whose value it is, for messages: put into words only when there is something to say.</summary>
/// <param name="Word">What it is, e.g. <c>node</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Part">A part of it (e.g. a capability), or null.</param>
internal readonly record struct ValueOwner(string Word, string Name, string? Part = null)
{
    public override string ToString() => Part is null ? $"{Word} '{Name}'" : $"{Part} of {Word} '{Name}'";
}
