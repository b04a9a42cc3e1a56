using System.Text;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Idempotency;

/// <summary>Requests that create something, made safe to repeat with <see cref="IdempotencyStore"/>: the pattern every creating handler follows.</summary>
public sealed class IdempotentRequests(IdempotencyStore answers)
{
    /// <summary>Runs a request once per key; without a key it is simply run.</summary>
    /// <param name="context">The request; its key is read from the header.</param>
    /// <param name="tenant">The owner: keys of two tenants never meet.</param>
    /// <param name="api">The API: nor do keys of two APIs.</param>
    /// <param name="content">The request's content, in a canonical form.</param>
    /// <param name="create">Does the work; adds its answer, by the given delegate, to its batch.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<IResult> RunAsync(
        HttpContext context, TenantId tenant, string api, ReadOnlyMemory<byte> content, Func<RememberAnswer, Task<IResult>> create, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(create);
        if (IdempotencyKey.Read(context) is not { } key)
        {
            return await create(static (_, _, _, _) => { });
        }
        var fingerprint = IdempotencyStore.Fingerprint(context.Request.Method, context.Request.Path, content.Span);
        if (await FindAsync() is { } known)
        {
            return known;
        }
        IResult result;
        try
        {
            result = await create((batch, status, location, body) => answers.Remember(batch, tenant, api, key, fingerprint, new IdempotentReplay(status, location, body is null ? null : Encoding.UTF8.GetString(body))));
        }
        catch (StoreConflictException lost) when (lost.Conflict.Collection == IdempotencyStore.Collection.Name)
        {
            return await FindAsync() ?? throw new StoreConflictException(lost.Conflict);
        }
        // Two requests with one key at the same moment: the loser of the race answers what the winner stored.
        return result is SolProblem { StatusCode: StatusCodes.Status409Conflict } && await FindAsync() is { } winner ? winner : result;

        async Task<IResult?> FindAsync()
        {
            if (await answers.FindAsync(tenant, api, key, fingerprint, cancellationToken) is not { } replay)
            {
                return null;
            }
            if (replay.Location is { } location)
            {
                context.Response.Headers.Location = location;
            }
            return replay.Body is { } body
                ? TypedResults.Text(body, "application/json", statusCode: replay.Status)
                : TypedResults.StatusCode(replay.Status);
        }
    }
}
