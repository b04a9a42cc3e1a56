using Microsoft.Extensions.DependencyInjection;

namespace NfvOrchestrator.Vim;

/// <summary>Authorization of the contract.</summary>
public static class VimPolicies
{
    /// <summary>Adds policy <see cref="VimApi.Policy"/>: an authenticated caller whose token names a tenant.</summary>
    public static IServiceCollection AddVimPolicies(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder().AddPolicy(VimApi.Policy, policy => policy.RequireAuthenticatedUser().RequireClaim(VimCaller.TenantClaim));
        return services;
    }
}
