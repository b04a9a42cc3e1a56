namespace NfvOrchestrator.Tosca.Packages;

/// <summary>The check sum of zip entries (APPNOTE 4.4.7), eight bytes at a time. The framework does not compare it.</summary>
internal struct Crc32()
{
    private static readonly uint[] s_tables = Tables();

    private uint _state = uint.MaxValue;

    /// <summary>The check sum of all that was added.</summary>
    public readonly uint Value => ~_state;

    public void Append(ReadOnlySpan<byte> data)
    {
        var state = _state;
        var tables = s_tables.AsSpan();
        for (; data.Length >= 8; data = data[8..])
        {
            state ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data);
            state = tables[1792 + (int)(state & 0xFF)] ^ tables[1536 + (int)((state >> 8) & 0xFF)] ^ tables[1280 + (int)((state >> 16) & 0xFF)] ^ tables[1024 + (int)(state >> 24)]
                ^ tables[768 + data[4]] ^ tables[512 + data[5]] ^ tables[256 + data[6]] ^ tables[data[7]];
        }

        foreach (var b in data)
        {
            state = (state >> 8) ^ tables[(int)((state ^ b) & 0xFF)];
        }

        _state = state;
    }

    private static uint[] Tables()
    {
        const uint Polynomial = 0xEDB88320;
        var tables = new uint[8 * 256];
        for (var i = 0; i < 256; i++)
        {
            var value = (uint)i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
            }

            tables[i] = value;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] >> 8) ^ tables[(int)(tables[i - 256] & 0xFF)];
        }

        return tables;
    }
}
