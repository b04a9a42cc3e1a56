using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Security;

/// <summary>Registers who may come in, and the token issuer.</summary>
public static class SecurityServiceCollectionExtensions
{
    /// <summary>Bearer authentication and the policies; part of <c>AddNfvService</c>.</summary>
    internal static IServiceCollection AddNfvAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, JwtBearerSetup>();
        services.AddSingleton<BearerEvents>();
        var byMethod = new AuthorizationPolicyBuilder(JwtBearerDefaults.AuthenticationScheme).RequireAuthenticatedUser().AddRequirements(new MethodRoleRequirement()).Build();
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(byMethod)
            .SetFallbackPolicy(byMethod)
            .AddPolicy(NfvPolicies.Read, p => p.RequireAuthenticatedUser().RequireRole(NfvRoles.Viewer, NfvRoles.Operator, NfvRoles.Service))
            .AddPolicy(NfvPolicies.Write, p => p.RequireAuthenticatedUser().RequireRole(NfvRoles.Operator, NfvRoles.Service))
            .AddPolicy(NfvPolicies.Service, p => p.RequireAuthenticatedUser().RequireRole(NfvRoles.Service));
        return services;
    }

    /// <summary>
    /// Lets this service issue tokens (and accept them without asking anybody). Needs an <see cref="IDocumentStore"/> and Data Protection
    /// (<c>AddNfvDataProtection</c>); the endpoints come with <c>MapTokenEndpoint</c>.
    /// </summary>
    public static IServiceCollection AddNfvTokenIssuer(this IServiceCollection services, Action<TokenIssuerOptions>? configure = null)
    {
        services.AddOptions<TokenIssuerOptions>().BindConfiguration(TokenIssuerOptions.Section).Configure(o => configure?.Invoke(o)).ValidateOnStart();
        foreach (var collection in SecurityCollections.All)
        {
            services.AddDocumentCollection(collection);
        }
        services.TryAddSingleton<IValidateOptions<TokenIssuerOptions>, TokenIssuerOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(sp => new SigningKeyRing(
            sp.GetRequiredService<IDocumentStore>(),
            sp.GetRequiredService<IDataProtectionProvider>(),
            sp.GetRequiredService<IOptions<TokenIssuerOptions>>().Value,
            sp.GetRequiredService<TimeProvider>(),
            sp.GetRequiredService<ILogger<SigningKeyRing>>()));
        services.TryAddSingleton(sp => new ClientRegistry(sp.GetRequiredService<IDocumentStore>(), sp.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ClientAuthenticator>();
        services.TryAddSingleton<TokenIssuer>();
        return services;
    }
}
