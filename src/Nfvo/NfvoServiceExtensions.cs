using System.ComponentModel.DataAnnotations;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Nfvo.Catalogue.Api;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.Grants.Assets;
using NfvOrchestrator.Nfvo.Grants.Capacity;
using NfvOrchestrator.Nfvo.Grants.Pending;
using NfvOrchestrator.Nfvo.Grants.Quotas;
using NfvOrchestrator.Nfvo.NsLcm;
using NfvOrchestrator.Nfvo.NsLcm.Children;
using NfvOrchestrator.Nfvo.NsLcm.Paths;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Performance;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sdn;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.OpenApi;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo;

/// <summary>The NFVO as a service: what it registers and what it answers.</summary>
public static class NfvoServiceExtensions
{
    private static readonly SolApi[] Apis = [SolApi.VnfPkgm, SolApi.VnfPkgmV1, SolApi.Nsd, SolApi.NsdV1, SolApi.NsLcm, SolApi.NsLcmV1, SolApi.Grant, SolApi.VrQan, SolApi.NsPm, SolApi.NsPmV1];

    /// <summary>Registers the NFVO. The host adds the store, the bus, blobs, data protection and the service's own credentials.</summary>
    public static WebApplicationBuilder AddNfvo(this WebApplicationBuilder builder, Action<NfvoOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new NfvoOptions();
        builder.Configuration.GetSection(NfvoOptions.Section).Bind(options);
        configure?.Invoke(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);

        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSolConventions();
        services.AddSolOpenApi(Apis);
        services.AddApiDocuments(CapacityEndpoints.Document, VnfmEndpoints.Document, DeadLetterEndpoints.Document);
        services.AddSolResources();
        services.AddIdempotency(o => builder.Configuration.GetSection("Idempotency").Bind(o));
        services.AddNotifications(o => builder.Configuration.GetSection("Notifications").Bind(o));
        services.AddOperationEngine(o => builder.Configuration.GetSection("Operations").Bind(o));
        services.AddNfvoCatalogue(builder.Configuration.GetSection("Catalogue").Get<CatalogueOptions>() ?? new CatalogueOptions(), builder.Configuration.GetSection(PackageOptions.Section).Get<PackageOptions>());
        services.AddSingleton(CatalogueV1Dialects.VnfPackages);
        services.AddSingleton(CatalogueV1Dialects.NsDescriptors);
        services.AddSingleton(NsLcmV1Dialect.Table);
        services.AddDocumentCollection(NsCollections.Instances);
        services.AddDocumentCollection(NsCollections.Occurrences);
        services.AddDocumentCollection(NsCollections.VnfmSubscriptions);
        services.AddDocumentCollection(ExecutionCollections.Plans);
        services.AddOperationData(ExecutionCollections.Plans);
        services.AddDocumentCollection(VnfmCollections.Registrations);
        services.AddDocumentCollection(GrantCollections.Grants);
        services.AddDocumentCollection(GrantCollections.Reservations);
        services.AddDocumentCollection(GrantCollections.Ledgers);
        services.AddDocumentCollection(GrantCollections.Pending);
        NfvoMetadata.CompileAhead();

        services.AddNfvHttpClient("vnfm", options.Vnfm);
        services.AddNfvHttpClient(VnfmDirectory.Transport, null, o => o.Authenticate = false);
        // Grants wait for nobody for long; steps of network services do.
        services.AddVimClient(options.Vim);
        services.AddNfvHttpClient(ScalingPolicies.ClientName, options.Assurance);
        services.AddSingleton(sp => new VnfLcmClient(sp.GetRequiredService<IHttpClientFactory>().CreateClient("vnfm")));
        if (options.Sdn is not null)
        {
            services.AddNfvHttpClient("sdn", options.Sdn, o => o.AttemptTimeout = TimeSpan.FromSeconds(60));
            services.AddSingleton(sp => new SdnClient(sp.GetRequiredService<IHttpClientFactory>().CreateClient("sdn")));
        }
        services.AddSingleton<VnfmDirectory>();
        services.AddBackgroundLoop<VnfmWatch>();
        services.AddSingleton<SoftwareImages>();
        services.AddSingleton<ComputeFlavours>();
        services.AddSingleton<GrantService>();
        services.AddSingleton<GrantEnds>();
        services.AddBackgroundLoop<PendingGrants>();
        services.AddBackgroundLoop<ImageRemovals>();
        services.AddBackgroundLoop<GrantAudit>();
        services.AddSingleton(sp => new VimStepRunner(sp.GetRequiredService<VimClient>().WithPatience(options.VimPatience), sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton<NsLcmLinks>();
        services.AddSingleton<ConstituentVnfs>();
        services.AddSingleton<ChildOperations>();
        services.AddBackgroundLoop<VnfmSubscriptions>();
        services.AddSingleton<ScalingPolicies>();
        services.AddSingleton<ChildVnfRunner>();
        services.AddSingleton<PathRunner>();
        services.AddSingleton<ILifecycleSubject<NsRecord, NsLcmOpOcc>, NsLcmSubject>();
        services.AddSingleton<LifecycleGateway<NsRecord, NsLcmOpOcc>>();
        services.AddSingleton<IOperationHandler, LifecycleOperationHandler<NsRecord, NsLcmOpOcc>>();
        services.AddBackgroundLoop<PathKeeper>();
        services.AddHostedService<NfvoEvents>();
        services.AddSingleton<NfvoServices>();
        builder.AddPerformanceManagement<NsMeasuredObjects>(PmApi.Ns);
        return builder;
    }

    /// <summary>Maps the NFVO's interfaces.</summary>
    public static WebApplication MapNfvo(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapSolApi(SolApi.VnfPkgm, CatalogueEndpoints.MapVnfPackages);
        app.MapSolApi(SolApi.Nsd, CatalogueEndpoints.MapNsDescriptors);
        app.MapSolApi(SolApi.Grant, static group => GrantEndpoints.Map(group.OpenToVnfms(writes: true)));
        app.MapSolApi(SolApi.VrQan, static group => QuotaSubscriptionEndpoints.Map(group.OpenToVnfms(writes: true)));
        app.MapSolApi(SolApi.NsLcm, MapNsLcm);
        app.MapSolDialect(CatalogueV1Dialects.VnfPackages, CatalogueEndpoints.MapVnfPackages);
        app.MapSolDialect(CatalogueV1Dialects.NsDescriptors, CatalogueEndpoints.MapNsDescriptors);
        app.MapSolDialect(NsLcmV1Dialect.Table, MapNsLcm);
        VnfmCallbackEndpoints.Map(app);
        CapacityEndpoints.Map(app);
        VnfmEndpoints.Map(app);
        app.MapPerformanceManagement();
        app.MapDeadLetters();
        return app;
    }

    private static void MapNsLcm(RouteGroupBuilder group)
    {
        NsInstanceEndpoints.Map(group);
        NsLcmOpOccEndpoints.Map(group);
        NsLcmSubscriptionEndpoints.Map(group);
    }
}
