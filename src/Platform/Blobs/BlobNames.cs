namespace NfvOrchestrator.Platform.Blobs;

/// <summary>
/// Names of blobs as names of files. Characters that are the same everywhere stay as they are; any other byte of the UTF-8 name becomes <c>%xx</c>, so that no name reaches
/// outside of its tenant's folder, two names never share a file (also where the file system ignores case) and a listing still tells a person what lies there.
/// </summary>
internal static class BlobNames
{
    /// <summary>Longest file name that common file systems take, less what a temporary suffix needs.</summary>
    private const int MaxFileName = 200;

    public static string ToFileName(string name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("A blob needs a name.", nameof(name));
        }
        var builder = new System.Text.StringBuilder(name.Length);
        foreach (var b in System.Text.Encoding.UTF8.GetBytes(name))
        {
            var c = (char)b;
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' || (c == '.' && builder.Length > 0))
            {
                builder.Append(c);
            }
            else
            {
                builder.Append('%').Append(b.ToString("x2"));
            }
        }
        return builder.Length <= MaxFileName
            ? builder.ToString()
            : throw new ArgumentException($"The blob name '{name[..Math.Min(name.Length, 40)]}…' is too long: at most {MaxFileName} characters when written as a file name.", nameof(name));
    }
}
