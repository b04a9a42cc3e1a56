using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>The digest of an image that was announced, kept as its property, against the one Glance made of what it stores. Pure.</summary>
internal static class ImageChecksum
{
    /// <summary>As a property of the image.</summary>
    public static string Property(string algorithm, string checksum) => $"{algorithm}:{checksum}";

    /// <summary>Whether Glance tells the digest of an algorithm (<c>SHA-512</c>, Glance's own choice, almost always).</summary>
    public static bool IsTold(OsImage image, string algorithm) => image is { OsHashAlgo: { } told, OsHashValue: not null } && told.Equals(algorithm.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an image has another content than was announced for it. A snapshot bears the properties of the image below it, and its own content.</summary>
    public static bool IsWrong(OsImage image) =>
        image is { Status: "active", ImageType: null, NfvChecksum: { } announced } && announced.Split(':', 2) is [var algorithm, var checksum] && IsTold(image, algorithm) && !checksum.Equals(image.OsHashValue, StringComparison.OrdinalIgnoreCase);
}
