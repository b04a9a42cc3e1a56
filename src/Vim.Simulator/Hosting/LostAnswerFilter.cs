using Microsoft.AspNetCore.Http;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Cuts the connection of a call whose answer is to be lost.</summary>
internal sealed class LostAnswerFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (AnswerLostException)
        {
            context.HttpContext.Abort();
            return Results.Empty;
        }
    }
}
