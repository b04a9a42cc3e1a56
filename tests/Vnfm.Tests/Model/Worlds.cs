namespace NfvOrchestrator.Vnfm.Tests.Model;

/// <summary>One world after the other: a world keeps what was lived in it (operations, occurrences) and looks through it, so that thousands of lives in one would take longer and longer.</summary>
/// <param name="lives">How many lives a world sees.</param>
internal sealed class Worlds(int lives) : IAsyncDisposable
{
    private ModelWorld? world;
    private int lived;

    /// <summary>What happened in all of them.</summary>
    public SortedDictionary<string, int> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>Lives one life and checks it.</summary>
    public async Task LiveAsync(IReadOnlyList<Move> moves)
    {
        if (world is null || lived == lives)
        {
            await DisposeAsync();
            world = await ModelWorld.StartAsync(events: Events);
            lived = 0;
        }
        lived++;
        await world.LiveAsync(moves);
    }

    public async ValueTask DisposeAsync()
    {
        if (world is { } last)
        {
            world = null;
            await last.DisposeAsync();
        }
    }
}
