using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Sol.Dialects;

/// <summary>How a request body of an older version is read.</summary>
internal abstract class DialectBody
{
    /// <summary>The type of the older version.</summary>
    public abstract Type Older { get; }
}

/// <summary>How a request body of an older version is read, for a handler that wants a <typeparamref name="TNewer"/>.</summary>
/// <typeparam name="TNewer">The type of the newer version.</typeparam>
internal abstract class DialectBody<TNewer> : DialectBody
{
    /// <summary>Reads JSON of the older version. Errors as <see cref="SolBody.ReadBodyAsync{T}"/>.</summary>
    public abstract TNewer Read(ReadOnlySpan<byte> json);
}

/// <summary>As said in a dialect's table.</summary>
/// <typeparam name="TOlder">The type of the older version.</typeparam>
/// <typeparam name="TNewer">The type of the newer version.</typeparam>
internal sealed class DialectBody<TOlder, TNewer>(Func<JsonTypeInfo<TOlder>> older, Func<TOlder, TNewer> convert) : DialectBody<TNewer>
{
    /// <inheritdoc/>
    public override Type Older => typeof(TOlder);

    /// <inheritdoc/>
    public override TNewer Read(ReadOnlySpan<byte> json) => convert(SolBody.Parse(json, older()));
}
