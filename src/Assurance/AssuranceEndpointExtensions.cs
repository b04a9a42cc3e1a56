using NfvOrchestrator.Assurance.Alarms;
using NfvOrchestrator.Assurance.Decisions;
using NfvOrchestrator.Assurance.Policies;
using NfvOrchestrator.Sol.OpenApi;

namespace NfvOrchestrator.Assurance;

/// <summary>The API of the assurance service.</summary>
public static class AssuranceEndpointExtensions
{
    /// <summary>Where the API lives.</summary>
    public const string Prefix = "/assurance/v1";

    /// <summary>The document of the API.</summary>
    public static ApiDocument Document { get; } = new("assurance-v1", "Scaling policies, what was decided and why, and alarms.");

    /// <summary>Maps policies, decisions and alarms below <see cref="Prefix"/>.</summary>
    public static IEndpointRouteBuilder MapAssurance(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(Prefix).InDocument(Document);
        PolicyEndpoints.Map(api);
        DecisionEndpoints.Map(api);
        AlarmEndpoints.Map(api);
        return endpoints;
    }
}
