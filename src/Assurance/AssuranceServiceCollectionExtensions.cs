using NfvOrchestrator.Assurance.Alarms;
using NfvOrchestrator.Assurance.Decisions;
using NfvOrchestrator.Assurance.Evaluation;
using NfvOrchestrator.Assurance.Policies;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.OpenApi;

namespace NfvOrchestrator.Assurance;

/// <summary>Registers the assurance service.</summary>
public static class AssuranceServiceCollectionExtensions
{
    /// <summary>
    /// Adds the service. The host brings the <see cref="IDocumentStore"/> (<c>AddDocumentStore</c>), the event bus, and the credentials for calls to the VNFM
    /// (<c>AddNfvServiceCredentials</c>, role service).
    /// </summary>
    /// <exception cref="ArgumentException">An option cannot work.</exception>
    public static IServiceCollection AddAssurance(this IServiceCollection services, AssuranceOptions options)
    {
        options.Validate();
        services.AddSingleton(options);
        services.AddApiDocuments(AssuranceEndpointExtensions.Document);
        foreach (var collection in AssuranceCollections.All)
        {
            services.AddDocumentCollection(collection);
        }
        services.ConfigureHttpJsonOptions(static o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, AssuranceJson.Default));
        // attempts and repetitions stay well below the lease of a decision
        services.AddNfvHttpClient("vnfm", options.VnfmBaseAddress, static o =>
        {
            o.AttemptTimeout = TimeSpan.FromSeconds(10);
            o.Retries = 1;
        });
        services.AddSingleton(static s => new VnfLcmClient(s.GetRequiredService<IHttpClientFactory>().CreateClient("vnfm")));
        services.AddSingleton<PolicyCache>();
        services.AddSingleton<DecisionBook>();
        services.AddSingleton<DecisionPublisher>();
        services.AddSingleton<DecisionExecutor>();
        services.AddSingleton<MetricsIntake>();
        services.AddSingleton<AlarmIntake>();
        services.AddBackgroundLoop<PolicyRefreshLoop>();
        services.AddBackgroundLoop<ConsumerLoop>();
        services.AddBackgroundLoop<DecisionLoop>();
        services.AddBackgroundLoop<RetentionLoop>();
        return services;
    }
}
