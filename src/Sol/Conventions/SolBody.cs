using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Sol.Dialects;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Reads JSON request bodies: bounded in size and depth, with errors that say where and what (SOL013 §6.4).</summary>
public static partial class SolBody
{
    /// <summary>Deepest nesting accepted.</summary>
    public const int MaxDepth = 64;

    /// <summary>Largest body when nothing else is said, in bytes.</summary>
    public const int DefaultMaxBytes = 1 << 20;

    /// <summary>
    /// Reads the body as <typeparamref name="T"/>. Throws <see cref="SolProblemException"/>: 400 not JSON or too deep (with line and position), 413 too large,
    /// 422 JSON that is no <typeparamref name="T"/> (with the attribute).
    /// </summary>
    public static async Task<T> ReadBodyAsync<T>(this HttpContext context, JsonTypeInfo<T> type, int maxBytes = DefaultMaxBytes, CancellationToken cancellationToken = default)
    {
        var (buffer, length) = await ReadBytesAsync(context, maxBytes, cancellationToken);
        try
        {
            return context.GetDialect()?.BodyOf(typeof(T)) is DialectBody<T> older
                ? older.Read(buffer.AsSpan(0, length))
                : Parse(buffer.AsSpan(0, length), type);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads the body as a JSON object, e.g. a merge patch. Errors as <see cref="ReadBodyAsync{T}"/>.</summary>
    public static async Task<JsonObject> ReadObjectAsync(this HttpContext context, int maxBytes = DefaultMaxBytes, CancellationToken cancellationToken = default)
    {
        var (buffer, length) = await ReadBytesAsync(context, maxBytes, cancellationToken);
        try
        {
            var patch = ParseObject(buffer.AsSpan(0, length));
            return context.GetDialect() is { } dialect && context.GetEndpoint()!.Metadata.GetMetadata<SolBodyMetadata>()?.Type is { } documented
                && dialect.PatchDocumentedAs(documented) is { } older
                ? older.Convert(patch)
                : patch;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether the request has a body at all (for endpoints where it is optional).</summary>
    public static bool HasBody(this HttpContext context) =>
        context.Request.ContentLength is > 0
        || (context.Request.ContentLength is null && context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false });

    internal static T Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        json = WithoutMark(json);
        if (json.IsEmpty)
        {
            throw SolProblem.BadRequest($"The request body is empty; a JSON {type.Type.Name} is expected.").ToException();
        }

        RequireStorableText(json);
        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw SolProblem.Unprocessable($"The request body is null; a {type.Type.Name} is expected.").ToException();
        }
        catch (JsonException exception)
        {
            throw (WellFormed(json, out var malformed) ? Invalid(exception, type.Type) : Malformed(malformed!)).ToException(exception);
        }
    }

    internal static JsonObject ParseObject(ReadOnlySpan<byte> json)
    {
        json = WithoutMark(json);
        if (!WellFormed(json, out var malformed))
        {
            throw Malformed(malformed!).ToException(malformed);
        }

        RequireStorableText(json);
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            throw Malformed(exception).ToException(exception);
        }

        return node as JsonObject ?? throw SolProblem.Unprocessable("The request body is not a JSON object.").ToException();
    }

    internal static SolProblem Malformed(JsonException exception)
    {
        var where = exception.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $" at line {line + 1}, byte {exception.BytePositionInLine + 1}")
            : string.Empty;
        var message = exception.Message;
        var tail = message.IndexOf(" Path: ", StringComparison.Ordinal);
        tail = tail < 0 ? message.IndexOf(" LineNumber: ", StringComparison.Ordinal) : tail;
        return SolProblem.BadRequest($"The request body is not acceptable JSON{where}: {(tail < 0 ? message : message[..tail])}");
    }

    internal static SolProblem Invalid(JsonException exception, Type type)
    {
        var path = string.IsNullOrEmpty(exception.Path) ? "$" : exception.Path;
        var names = QuotedName().Matches(exception.Message[..Math.Max(0, TailOf(exception.Message))]).Select(static m => m.Groups["name"].Value).ToList();
        if (exception.Message.Contains("missing required properties", StringComparison.Ordinal) && names.Count > 1)
        {
            var missing = string.Join(", ", names.Skip(1));
            return SolProblem.Unprocessable($"{type.Name} at {path}: required but missing: {missing}.").With("attribute", $"{path}.{names[1]}");
        }

        return SolProblem.Unprocessable($"{type.Name}: the value at {path} is not of the kind the data model asks for (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).")
            .With("attribute", path);
    }

    private static int TailOf(string message)
    {
        var tail = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return tail < 0 ? message.Length : tail;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json is [0xEF, 0xBB, 0xBF, ..] ? json[3..] : json;

    /// <summary>
    /// Free-form values are kept undecoded, so bad text in them would be noticed only by a store or a later reader: refuse it here. Cheap unless there are \u escapes.
    /// </summary>
    private static void RequireStorableText(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw SolProblem.BadRequest("The request body is not valid UTF-8.").ToException();
        }

        if (json.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        if (!WellFormed(json, out var malformed))
        {
            throw Malformed(malformed!).ToException(malformed);
        }

        if (json.IndexOf("\\u0000"u8) >= 0)
        {
            throw SolProblem.BadRequest("The request body contains the character U+0000, which is not accepted in any text.").ToException();
        }
    }

    private static bool WellFormed(ReadOnlySpan<byte> json, out JsonException? error)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    // Throws on bytes that are not UTF-8 and on lone surrogates, which the reader itself lets pass.
                    _ = reader.GetString();
                }
            }

            error = null;
            return true;
        }
        catch (JsonException exception)
        {
            error = exception;
            return false;
        }
        catch (InvalidOperationException exception)
        {
            error = new JsonException("A string is not valid UTF-8.", exception);
            return false;
        }
    }

    private static async Task<(byte[] Buffer, int Length)> ReadBytesAsync(HttpContext context, int maxBytes, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength > maxBytes)
        {
            throw SolProblem.TooLarge(maxBytes).ToException();
        }

        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(context.Request.ContentLength ?? 4096, maxBytes) + 1);
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 2, maxBytes + 1));
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var read = await context.Request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
                if (read == 0)
                {
                    return (buffer, length);
                }

                length += read;
                if (length > maxBytes)
                {
                    throw SolProblem.TooLarge(maxBytes).ToException();
                }
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    [GeneratedRegex("'(?<name>[^']*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotedName();
}
