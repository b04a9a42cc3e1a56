using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Who, besides its owner, may use an image at the VIM.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimImageVisibility>))]
public enum VimImageVisibility
{
    /// <summary>Nobody.</summary>
    PRIVATE,

    /// <summary>Projects that the owner lets in.</summary>
    SHARED,

    /// <summary>Every project that names it; it is in nobody's list.</summary>
    COMMUNITY,

    /// <summary>Every project (often administrators only may say so).</summary>
    PUBLIC,
}
