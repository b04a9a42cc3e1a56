using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>An answer, read completely.</summary>
internal sealed record OsAnswer
{
    public required int Status { get; init; }

    public required byte[] Body { get; init; }

    public required string Url { get; init; }

    public required HttpMethod Method { get; init; }

    public string? ContentType { get; init; }

    public string? RequestId { get; init; }

    public string? Location { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public string? SubjectToken { get; init; }

    /// <summary>The server's clock.</summary>
    public DateTimeOffset? Date { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw Wrong("null", null);
        }
        catch (JsonException wrong)
        {
            throw Wrong(wrong.Message, wrong);
        }

        VimException Wrong(string what, Exception? inner) => new(
            new VimError { Cause = VimErrorCause.INTERNAL, Message = $"{Method} {Url} answered {Status} with a body that is not what the OpenStack API describes ({typeof(T).Name}): {what}", RequestId = RequestId }, inner: inner);
    }
}
