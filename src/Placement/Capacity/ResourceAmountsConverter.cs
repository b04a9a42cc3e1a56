using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Placement.Capacity;

/// <summary>Writes amounts as a short array: <c>[8,16384]</c> is eight vCPUs and 16 GiB of memory. Keeps a ledger of thousands of hosts small.</summary>
public sealed class ResourceAmountsConverter : JsonConverter<ResourceAmounts>
{
    /// <inheritdoc/>
    public override ResourceAmounts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadArray(ref reader, out _);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ResourceAmounts value, JsonSerializerOptions options) => WriteArray(writer, value, Count(value));

    /// <param name="reader">At the array.</param>
    /// <param name="count">How many numbers it has; the others are 0.</param>
    internal static ResourceAmounts ReadArray(ref Utf8JsonReader reader, out int count)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("Resource amounts are an array of numbers.");
        }
        Span<long> values = stackalloc long[ResourceAmounts.Dimensions.Length];
        count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == values.Length)
            {
                throw new JsonException($"Resource amounts have at most {values.Length} numbers.");
            }
            values[count++] = reader.TokenType == JsonTokenType.Null ? ResourceAmounts.Unlimited : reader.GetInt64();
        }
        return new ResourceAmounts
        {
            Vcpus = values[0],
            MemoryMiB = values[1],
            StorageGiB = values[2],
            PinnedCpus = values[3],
            HugepagesMiB = values[4],
            SriovVfs = values[5],
            LocalDiskGiB = values[6],
        };
    }

    /// <summary>How many numbers there are without trailing zeros.</summary>
    internal static int Count(in ResourceAmounts value)
    {
        var count = ResourceAmounts.Dimensions.Length;
        while (count > 0 && value[(ResourceDimension)(count - 1)] == 0)
        {
            count--;
        }
        return count;
    }

    /// <param name="writer">Where to.</param>
    /// <param name="value">The amounts.</param>
    /// <param name="count">How many of them.</param>
    internal static void WriteArray(Utf8JsonWriter writer, ResourceAmounts value, int count)
    {
        writer.WriteStartArray();
        for (var i = 0; i < count; i++)
        {
            if (value[(ResourceDimension)i] == ResourceAmounts.Unlimited)
            {
                writer.WriteNullValue();
            }
            else
            {
                writer.WriteNumberValue(value[(ResourceDimension)i]);
            }
        }
        writer.WriteEndArray();
    }
}
