namespace NfvOrchestrator.Platform.Store;

/// <summary>
/// The tenant that owns a document. It comes from the caller's token, is part of every document key and of every query,
/// and is never optional: code without a tenant cannot read or write a tenant's data.
/// </summary>
/// <param name="Value">1 to 64 characters of <c>[A-Za-z0-9._-]</c>.</param>
public readonly record struct TenantId(string Value)
{
    /// <summary>Documents of the installation itself (signing keys, clients, migrations), which no caller's token can name.</summary>
    public static readonly TenantId System = new("_system");

    /// <summary>Reads a tenant name from outside.</summary>
    /// <param name="text">The candidate, for example a token claim.</param>
    /// <param name="tenant">The tenant when the text is well formed.</param>
    /// <returns>False for null, empty, too long or ill-formed names and for the reserved system tenant.</returns>
    public static bool TryParse(string? text, out TenantId tenant)
    {
        tenant = default;
        if (string.IsNullOrEmpty(text) || text.Length > 64 || text[0] == '_')
        {
            return false;
        }
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
            {
                return false;
            }
        }
        tenant = new TenantId(text);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
