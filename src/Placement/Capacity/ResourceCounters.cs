using System.Text.Json.Serialization;

namespace NfvOrchestrator.Placement.Capacity;

/// <summary>
/// The bookkeeping of one zone, host or quota. What somebody else uses and what we promised are counted apart, because the usage a VIM reports contains our own
/// resources once they exist, and must not be subtracted twice.
/// </summary>
public sealed record ResourceCounters
{
    /// <summary>All there is.</summary>
    [JsonConverter(typeof(TotalAmountsConverter))]
    public required ResourceAmounts Total { get; init; }

    /// <summary>Used by others (reported use less <see cref="Consumed"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ResourceAmounts External { get; init; }

    /// <summary>Promised by us, whether it exists yet or not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ResourceAmounts Reserved { get; init; }

    /// <summary>The part of <see cref="Reserved"/> that exists, so that the VIM's reported use contains it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ResourceAmounts Consumed { get; init; }

    /// <summary>What can still be promised; negative when the infrastructure shrank below what is promised.</summary>
    [JsonIgnore]
    public ResourceAmounts Free => Total - External - Reserved;

    internal ResourceCounters Reserve(ResourceAmounts amounts) => this with { Reserved = Reserved + amounts };

    internal ResourceCounters Release(ResourceAmounts amounts, bool confirmed) => this with
    {
        Reserved = (Reserved - amounts).AtLeastZero(),
        Consumed = confirmed ? (Consumed - amounts).AtLeastZero() : Consumed,
    };

    internal ResourceCounters Confirm(ResourceAmounts amounts) => this with { Consumed = Consumed + amounts };

    internal ResourceCounters Unconfirm(ResourceAmounts amounts) => this with { Consumed = (Consumed - amounts).AtLeastZero() };

    /// <summary>
    /// On a host the reservation is a guess where the VIM will put it. Once the resource exists the VIM's report about its hosts is the truth, so it counts as reported use
    /// from then on (until the next refresh, at the guessed place).
    /// </summary>
    internal ResourceCounters ConfirmOnHost(ResourceAmounts amounts) => this with { Reserved = (Reserved - amounts).AtLeastZero(), External = External + amounts };

    internal ResourceCounters ReleaseOnHost(ResourceAmounts amounts, bool confirmed) => confirmed
        ? this with { External = (External - amounts).AtLeastZero() }
        : this with { Reserved = (Reserved - amounts).AtLeastZero() };

    internal ResourceCounters UnconfirmOnHost(ResourceAmounts amounts) => this with { External = (External - amounts).AtLeastZero(), Reserved = Reserved + amounts };

    internal ResourceCounters Refresh(ResourceAmounts total, ResourceAmounts used) => this with { Total = total, External = (used - Consumed).AtLeastZero() };
}
