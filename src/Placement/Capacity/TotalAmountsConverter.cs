using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Placement.Capacity;

/// <summary>
/// Totals and limits: like other amounts (<see cref="ResourceAmountsConverter"/>), but where there is no seventh number, <see cref="ResourceDimension.LocalDiskGiB"/> is unlimited. An earlier version did not count it and wrote six
/// numbers at most: read as 0, its totals would refuse local disks until the VIM is asked again, and quotas that an operator set would refuse them for good.
/// </summary>
public sealed class TotalAmountsConverter : JsonConverter<ResourceAmounts>
{
    /// <inheritdoc/>
    public override ResourceAmounts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var total = ResourceAmountsConverter.ReadArray(ref reader, out var count);
        return count == ResourceAmounts.Dimensions.Length ? total : total with { LocalDiskGiB = ResourceAmounts.Unlimited };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ResourceAmounts value, JsonSerializerOptions options)
        => ResourceAmountsConverter.WriteArray(writer, value, value.LocalDiskGiB == ResourceAmounts.Unlimited ? ResourceAmountsConverter.Count(value with { LocalDiskGiB = 0 }) : ResourceAmounts.Dimensions.Length);
}
