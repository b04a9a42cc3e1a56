using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Sol.Dialects;

/// <summary>Maps older versions of an API beside the newest one.</summary>
public static class SolDialects
{
    /// <summary>Maps an older version: the very endpoints of the newer one, as far as the table of the dialect goes, with bodies, answers and links translated at the edge.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="dialect">The older version.</param>
    /// <param name="map">The same that maps the newer version in <see cref="SolConventions.MapSolApi"/>.</param>
    public static void MapSolDialect(this IEndpointRouteBuilder endpoints, SolDialect dialect, Action<RouteGroupBuilder> map)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(map);
        var own = new DialectEndpoints(endpoints, dialect);
        own.MapSolApi(dialect.Api, group =>
        {
            group.WithMetadata(dialect);
            group.AddEndpointFilter((context, next) => TranslateAsync(dialect, context, next));
            ((IEndpointConventionBuilder)group).Finally(builder => Describe(dialect, builder));
            map(group);
        });
        endpoints.DataSources.Add(own);
    }

    /// <summary>The dialect a request is made in; null: the version the handlers speak.</summary>
    public static SolDialect? GetDialect(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetEndpoint()?.Metadata.GetMetadata<SolDialect>();
    }

    private static async ValueTask<object?> TranslateAsync(SolDialect dialect, EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var result = await next(invocation);
        var context = invocation.HttpContext;
        if (context.Response.Headers.Location is [{ } location])
        {
            context.Response.Headers.Location = dialect.Link(location);
        }
        return result switch
        {
            SolProblem or IContentTypeHttpResult { ContentType: not null and not "application/json" and not "application/json; charset=utf-8" } => result,
            // What is not of the standard (a plan that is only shown) has no older form.
            IValueHttpResult { Value: { } value } when dialect.AnswerOf(value.GetType()) is { } answer
                => new DialectJson(answer.Render(value), (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK),

            // The stored answer of a request that was made before: in the newer form, whatever version it was made in.
            ContentHttpResult { ResponseContent: { } json } replay => new DialectJson(Replayed(dialect, context, replay.StatusCode ?? StatusCodes.Status200OK).RenderJson(json), replay.StatusCode ?? StatusCodes.Status200OK),
            _ => result,
        };
    }

    private static DialectAnswer Replayed(SolDialect dialect, HttpContext context, int status)
    {
        var older = context.GetEndpoint()!.Metadata.OfType<IProducesResponseTypeMetadata>().FirstOrDefault(p => p.StatusCode == status)?.Type;
        return dialect.AnswerDocumentedAs(older)
            ?? throw new InvalidOperationException($"{dialect.Api.Prefix} does not say what {context.Request.Method} {context.Request.Path} answers with {status}.");
    }

    /// <summary>The documents of the older version show its own types.</summary>
    private static void Describe(SolDialect dialect, EndpointBuilder builder)
    {
        for (var i = 0; i < builder.Metadata.Count; i++)
        {
            builder.Metadata[i] = builder.Metadata[i] switch
            {
                SolBodyMetadata { Type: { } type } body => body with { Type = dialect.OlderOf(type) },
                IProducesResponseTypeMetadata { Type: { } type } produced when Older(dialect, type) is var older && older != type
                    => new ProducesResponseTypeMetadata(produced.StatusCode, older, [.. produced.ContentTypes]),
                var other => other,
            };
        }
    }

    private static Type Older(SolDialect dialect, Type newer)
        => newer.IsGenericType && newer.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? typeof(IReadOnlyList<>).MakeGenericType(dialect.OlderOf(newer.GetGenericArguments()[0]))
            : dialect.OlderOf(newer);
}
