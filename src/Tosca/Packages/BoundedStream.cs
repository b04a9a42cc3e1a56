namespace NfvOrchestrator.Tosca.Packages;

/// <summary>Gives at most the declared number of bytes and refuses more: a zip entry may lie about its size. What was read to its end must have the check sum of the archive.</summary>
/// <param name="inner">What is read; closed with this.</param>
/// <param name="limit">The declared size, in bytes.</param>
/// <param name="path">Its name, for messages.</param>
/// <param name="checkSum">The check sum (CRC-32) that the content must have; null: it is not compared.</param>
internal sealed class BoundedStream(Stream inner, long limit, string path, uint? checkSum = null) : Stream
{
    private Crc32 _sum = new();
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => limit;

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var n = inner.Read(buffer);
        _read += n;
        if (_read > limit)
        {
            throw new InvalidDataException($"'{path}' unpacks to more than the {limit} bytes it declares");
        }

        if (checkSum is { } expected)
        {
            _sum.Append(buffer[..n]);
            if (_read == limit && _sum.Value != expected)
            {
                throw new InvalidDataException($"'{path}' does not have the check sum that the archive gives");
            }
        }

        return n;
    }

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
        }

        base.Dispose(disposing);
    }
}
