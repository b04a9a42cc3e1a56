namespace NfvOrchestrator.Nfvo.Catalogue.Content;

/// <summary>The body of an answer from elsewhere: every read ends in time, and failures say where it broke off.</summary>
internal sealed class RemoteStream(string address, Stream inner, IDisposable answer, TimeProvider clock) : Stream
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private long read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => read; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var count = await inner.ReadAsync(buffer, either.Token);
            read += count;
            return count;
        }
        catch (OperationCanceledException stalled) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RemoteContentException($"The content of {address} stood still for {Patience.TotalSeconds:0} s after {read} bytes.", stalled);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw new RemoteContentException($"The content of {address} broke off after {read} bytes: {broken.Message}", broken);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously: only then a read ends in time.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            answer.Dispose();
        }
        base.Dispose(disposing);
    }
}
