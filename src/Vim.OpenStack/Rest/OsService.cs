namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>A service of an OpenStack.</summary>
internal enum OsService
{
    Identity,
    Compute,
    Network,
    Image,
    Volume,
    Placement,
    Metric,
}
