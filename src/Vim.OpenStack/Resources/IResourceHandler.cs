namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>One kind of resource in the words of OpenStack. Nothing here is remembered; every method may be called again after any failure.</summary>
internal interface IResourceHandler
{
    VimResourceKind Kind { get; }

    /// <summary>Whether it is made by more than one request, so that a refused one may leave something behind.</summary>
    bool IsComposite => false;

    /// <summary>Everything that carries the record's mark, oldest first.</summary>
    Task<IReadOnlyList<Observed>> FindAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken);

    /// <summary>By OpenStack's identifier; null when it is gone.</summary>
    Task<Observed?> ReadAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken);

    /// <summary>Makes it, marked. The request is sent once.</summary>
    Task<Observed> CreateAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken);

    /// <summary>Completes what was found in the middle of its creation.</summary>
    Task<Observed> AdoptAsync(OsAccount account, ResourceRecord record, Observed found, CancellationToken cancellationToken) => Task.FromResult(found);

    /// <summary>Members, out of those that differ, that cannot change.</summary>
    IEnumerable<string> Fixed(IReadOnlyList<string> differences, VimResourceSpec old, VimResourceSpec wanted);

    /// <summary>Brings it nearer to its specification; called until the state is no longer transitional.</summary>
    Task<Observed> UpdateAsync(OsAccount account, ResourceRecord record, Observed now, CancellationToken cancellationToken);

    /// <summary>Starts removing; gone already is success.</summary>
    Task DeleteAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken);

    /// <summary>Everything of this kind in the project that carries a mark of ours.</summary>
    Task<IReadOnlyList<Observed>> ListAsync(OsAccount account, CancellationToken cancellationToken);

    /// <summary>A specification for something that carries our mark but that nobody remembers.</summary>
    VimResourceSpec Describe(Observed found);
}
