namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>What a <see cref="CutProxy"/> does with a request.</summary>
internal enum CutAction
{
    /// <summary>Passes it and its answer on.</summary>
    Pass,

    /// <summary>Passes it on, and cuts the connection when its answer comes.</summary>
    CutAnswer,

    /// <summary>Answers 403 itself.</summary>
    Refuse,
}
