using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Places the outermost part of the conventions before routing, wherever the application puts its own middleware.</summary>
internal sealed class SolStartupFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<SolProblemMiddleware>();
        next(app);
    };
}
