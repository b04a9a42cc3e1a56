using System.Collections.Immutable;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>The handler of every kind.</summary>
internal static class ResourceHandlers
{
    /// <summary>In the order in which they may be removed: what uses others first.</summary>
    public static ImmutableArray<IResourceHandler> All { get; } =
        [new ServerHandler(), new ServerGroupHandler(), new PortHandler(), new NetworkHandler(), new SecurityGroupHandler(), new VolumeHandler(), new SnapshotHandler(), new ImageHandler()];

    public static IResourceHandler Of(VimResourceKind kind)
    {
        foreach (var handler in All)
        {
            if (handler.Kind == kind)
            {
                return handler;
            }
        }
        throw new VimException(VimErrorCause.NOT_SUPPORTED, $"The OpenStack adapter has no resources of kind {kind.Token()}.", kind: kind);
    }
}
