using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Life of a resource.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimResourceState>))]
public enum VimResourceState
{
    /// <summary>The VIM is making it. Transitional.</summary>
    CREATING,

    /// <summary>Ready for use; a server runs.</summary>
    ACTIVE,

    /// <summary>A server that is switched off.</summary>
    STOPPED,

    /// <summary>A change or an action is under way. Transitional.</summary>
    UPDATING,

    /// <summary>Being removed; afterwards it is not found. Transitional.</summary>
    DELETING,

    /// <summary>It failed; <see cref="VimResource.Error"/> says why.</summary>
    ERROR,

    /// <summary>An image whose content has not been uploaded yet.</summary>
    PENDING_UPLOAD,
}
