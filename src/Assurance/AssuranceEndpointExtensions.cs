using NfvOrchestrator.Assurance.Alarms;
using NfvOrchestrator.Assurance.Decisions;
using NfvOrchestrator.Assurance.Policies;

namespace NfvOrchestrator.Assurance;

/// <summary>The API of the assurance service.</summary>
public static class AssuranceEndpointExtensions
{
    /// <summary>Where the API lives.</summary>
    public const string Prefix = "/assurance/v1";

    /// <summary>Maps policies, decisions and alarms below <see cref="Prefix"/>.</summary>
    public static IEndpointRouteBuilder MapAssurance(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(Prefix).WithTags("Assurance");
        PolicyEndpoints.Map(api);
        DecisionEndpoints.Map(api);
        AlarmEndpoints.Map(api);
        return endpoints;
    }
}
