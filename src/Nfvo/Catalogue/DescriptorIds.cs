namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>Which identifiers of descriptors can be kept: they become part of keys and of URIs.</summary>
internal static class DescriptorIds
{
    /// <summary>Longest identifier, in characters.</summary>
    public const int MaxLength = 255;

    /// <summary>Whether the identifier can be kept.</summary>
    public static bool IsUsable(string id) => id.Length is > 0 and <= MaxLength && !id.Any(static c => char.IsControl(c) || char.IsSurrogate(c)) && id is not "." and not "..";
}
