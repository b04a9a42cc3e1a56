using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Why a VIM could not do what was asked: what software decides by. People read the message.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimErrorCause>))]
public enum VimErrorCause
{
    /// <summary>Anything not told apart below.</summary>
    INTERNAL,

    /// <summary>The request itself is wrong (bad address, key, size …). Never retryable as it is.</summary>
    INVALID_REQUEST,

    /// <summary>The account, the resource, or something it refers to does not exist.</summary>
    NOT_FOUND,

    /// <summary>The state does not allow it: in use, busy, or a different specification under the same key.</summary>
    CONFLICT,

    /// <summary>The quota of the tenant is used up.</summary>
    QUOTA_EXCEEDED,

    /// <summary>No host satisfies the requirements and constraints.</summary>
    NO_VALID_HOST,

    /// <summary>The host that carried it failed.</summary>
    HOST_DOWN,

    /// <summary>No address is free, or the wanted one is taken.</summary>
    ADDRESS_UNAVAILABLE,

    /// <summary>The credentials are refused, or do not permit it.</summary>
    UNAUTHORIZED,

    /// <summary>The VIM or adapter is overloaded or restarting; the same call later may succeed.</summary>
    TRANSIENT,

    /// <summary>No answer in time. The effect is not known: ask again with the same key.</summary>
    TIMEOUT,

    /// <summary>The VIM or adapter cannot be reached.</summary>
    UNREACHABLE,

    /// <summary>The VIM has no such ability.</summary>
    NOT_SUPPORTED,
}
