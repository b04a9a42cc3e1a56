namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>What became of something that a look at many showed.</summary>
internal enum Sight
{
    /// <summary>The record says it, or it is nobody's.</summary>
    Taken,

    /// <summary>Its record was being worked on, or what was seen could not be confirmed or followed up: it is to be looked at again.</summary>
    Missed,

    /// <summary>It is a second one of something, and could not be removed.</summary>
    Double,
}
