namespace NfvOrchestrator.Vim;

/// <summary>
/// What a VIM adapter implements; <see cref="VimEndpoints.MapVim"/> serves it. All methods may be called at the same time, and again after any failure:
/// a resource is identified by tenant, account, kind and key, before it exists at the VIM. Failures are <see cref="VimException"/>.
/// </summary>
public interface IVimDriver
{
    /// <summary>Accounts the tenant may use, by id.</summary>
    ValueTask<IReadOnlyList<VimAccount>> ListAccountsAsync(VimCallContext context, CancellationToken cancellationToken);

    /// <summary>Capacity of an account as the tenant may see it.</summary>
    ValueTask<VimCapacity> GetCapacityAsync(VimCallContext context, string accountId, CancellationToken cancellationToken);

    /// <summary>The flavour that the VIM has and a server like this would get without one being made for it; null: there is none, or the VIM has no flavours. Nothing is done.</summary>
    /// <param name="context">Who calls.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="server">The server: its size, image and requirements count.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<VimFlavour?> FindFlavourAsync(VimCallContext context, string accountId, ComputeSpec server, CancellationToken cancellationToken) => ValueTask.FromResult<VimFlavour?>(null);

    /// <summary>The flavours that servers of the account could name, by identifier; none: the VIM has no flavours.</summary>
    /// <param name="context">Who calls.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="marker">Identifier after which the page begins; null: the first.</param>
    /// <param name="limit">Size of the page, 1 to <see cref="VimResourceQuery.MaxLimit"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<VimFlavourPage> ListFlavoursAsync(VimCallContext context, string accountId, string? marker, int limit, CancellationToken cancellationToken) => ValueTask.FromResult(new VimFlavourPage([], null));

    /// <summary>The software images that servers of the account could name, whoever stored them, by identifier.</summary>
    /// <param name="context">Who calls.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="marker">Identifier after which the page begins; null: the first.</param>
    /// <param name="limit">Size of the page, 1 to <see cref="VimResourceQuery.MaxLimit"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<VimImagePage> ListImagesAsync(VimCallContext context, string accountId, string? marker, int limit, CancellationToken cancellationToken);

    /// <summary>A network as a port could name it (<see cref="PortSpec.NetworkRef"/>), whoever made it; null: there is none.</summary>
    ValueTask<VimNetwork?> FindNetworkAsync(VimCallContext context, string accountId, string reference, CancellationToken cancellationToken) =>
        throw new VimException(VimErrorCause.NOT_SUPPORTED, $"The VIM of account '{accountId}' does not tell about networks that are not ours.");

    /// <summary>
    /// Creates, adopts or updates. A resource under the key with an equal specification is answered as it is (except that a creation that failed is tried again);
    /// a different specification is an update where the kind allows it, else <see cref="VimErrorCause.CONFLICT"/> naming the members that differ.
    /// </summary>
    ValueTask<VimPutResult> PutAsync(VimCallContext context, string accountId, string key, VimResourceSpec spec, CancellationToken cancellationToken);

    /// <summary>The resource, or null. Waits up to <paramref name="wait"/> while its state is transitional, without polling the VIM once per waiter.</summary>
    ValueTask<VimResource?> GetAsync(VimCallContext context, string accountId, VimResourceKind kind, string key, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Starts removing, if that has not been done; null when it is gone, else the resource (DELETING).</summary>
    ValueTask<VimResource?> DeleteAsync(VimCallContext context, string accountId, VimResourceKind kind, string key, CancellationToken cancellationToken);

    /// <summary>Does something with a resource, once per action id.</summary>
    ValueTask<VimResource> ActAsync(VimCallContext context, string accountId, VimResourceKind kind, string key, VimAction action, CancellationToken cancellationToken);

    /// <summary>
    /// Resources of the tenant that are tagged as ours, ordered by kind and key, as they are at the VIM now: state and outputs (host, flavour, image, attached ports) are observed, not remembered.
    /// A resource that is gone at the VIM is not listed, also when the adapter keeps a record of it.
    /// </summary>
    ValueTask<VimResourcePage> ListAsync(VimCallContext context, string accountId, VimResourceQuery query, CancellationToken cancellationToken);

    /// <summary>Stores the content of an image that is PENDING_UPLOAD; checked against size and checksum. Answers an image that already has its content as it is.</summary>
    ValueTask<VimResource> UploadImageAsync(VimCallContext context, string accountId, string key, Stream content, CancellationToken cancellationToken);

    /// <summary>A console of a server that runs.</summary>
    /// <param name="context">Who calls.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="key">Key of the server.</param>
    /// <param name="type">Protocol wanted, e.g. <c>novnc</c>; null leaves it to the VIM.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<VimConsole> GetConsoleAsync(VimCallContext context, string accountId, string key, string? type, CancellationToken cancellationToken) =>
        throw new VimException(VimErrorCause.NOT_SUPPORTED, $"The VIM of account '{accountId}' has no consoles.", kind: VimResourceKind.Compute, resourceKey: key);

    /// <summary>A host, as an administrator sees it; UNAUTHORIZED when the account is none, NOT_FOUND when there is no such host.</summary>
    ValueTask<VimHostStatus> GetHostAsync(VimCallContext context, string accountId, string host, CancellationToken cancellationToken) =>
        throw new VimException(VimErrorCause.NOT_SUPPORTED, $"The VIM of account '{accountId}' does not let hosts be managed.");

    /// <summary>Drains or enables a host. Answers at once; <see cref="GetHostAsync"/> tells how far it is. Asking again goes on and tries again what failed.</summary>
    ValueTask<VimHostStatus> ActOnHostAsync(VimCallContext context, string accountId, string host, VimHostAction action, CancellationToken cancellationToken) =>
        throw new VimException(VimErrorCause.NOT_SUPPORTED, $"The VIM of account '{accountId}' does not let hosts be managed.");

    /// <summary>Carries out a batch; the default does item after item.</summary>
    ValueTask<VimBatchResponse> BatchAsync(VimCallContext context, string accountId, VimBatchRequest request, CancellationToken cancellationToken) =>
        VimBatchRunner.RunAsync(this, context, accountId, request, cancellationToken);
}
