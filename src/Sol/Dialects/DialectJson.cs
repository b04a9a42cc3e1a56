using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NfvOrchestrator.Sol.Dialects;

/// <summary>A JSON answer in the form of an older version.</summary>
internal sealed class DialectJson(JsonNode body, int status) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter.AsStream(leaveOpen: true));
        body.WriteTo(writer);
        await writer.FlushAsync(httpContext.RequestAborted);
    }
}
