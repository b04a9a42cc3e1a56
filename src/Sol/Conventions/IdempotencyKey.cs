using Microsoft.AspNetCore.Http;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>The <c>Idempotency-Key</c> request header: a client that repeats a create with the same key gets the first result again.</summary>
public static class IdempotencyKey
{
    /// <summary>Name of the header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Longest key, in characters.</summary>
    public const int MaxLength = 128;

    /// <summary>The key of a request, null for none. Throws <see cref="SolProblemException"/> (400) unless it is 1 to 128 visible ASCII characters.</summary>
    public static string? Read(HttpContext context)
    {
        var values = context.Request.Headers[Header];
        if (values.Count == 0)
        {
            return null;
        }

        var key = values.Count == 1 ? values[0] : null;
        return key is not null && IsValid(key)
            ? key
            : throw SolProblem.BadRequest($"The HTTP header '{Header}' must be given once, with 1 to {MaxLength} visible ASCII characters.").ToException();
    }

    /// <summary>Whether a text can be a key.</summary>
    public static bool IsValid(string key) => key.Length is > 0 and <= MaxLength && !key.AsSpan().ContainsAnyExceptInRange('!', '~');
}
