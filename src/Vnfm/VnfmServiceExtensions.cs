using Microsoft.Extensions.DependencyInjection.Extensions;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Performance;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;
using NfvOrchestrator.Sol.OpenApi;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vnfm.Api;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Indicators;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Lcm;
using NfvOrchestrator.Vnfm.Management;
using NfvOrchestrator.Vnfm.Management.Drivers;
using NfvOrchestrator.Vnfm.Reconciliation;
using NfvOrchestrator.Vnfm.Retention;
using NfvOrchestrator.Vnfm.Snapshots;

namespace NfvOrchestrator.Vnfm;

/// <summary>The VNFM as a service: what it registers and what it answers.</summary>
public static class VnfmServiceExtensions
{
    private static readonly SolApi[] Apis = [SolApi.VnfLcm, SolApi.VnfLcmV1, SolApi.VnfInd, SolApi.VnfPm, SolApi.VnfPmV1];

    /// <summary>Registers the VNFM. The host adds the store, the bus, data protection and the service's own credentials.</summary>
    public static WebApplicationBuilder AddVnfm(this WebApplicationBuilder builder, Action<VnfmOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new VnfmOptions();
        builder.Configuration.GetSection(VnfmOptions.Section).Bind(options);
        configure?.Invoke(options);
        System.ComponentModel.DataAnnotations.Validator.ValidateObject(options, new System.ComponentModel.DataAnnotations.ValidationContext(options), validateAllProperties: true);

        if (options.Reconciliation.Fault() is { } fault)
        {
            throw new System.ComponentModel.DataAnnotations.ValidationException(fault);
        }

        var services = builder.Services;
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSolConventions();
        services.AddSolOpenApi(Apis);
        services.AddApiDocuments(TruthCheckEndpoints.Document, DeadLetterEndpoints.Document);
        services.AddSolResources();
        services.AddIdempotency(o => builder.Configuration.GetSection("Idempotency").Bind(o));
        services.AddNotifications(o => builder.Configuration.GetSection("Notifications").Bind(o));
        services.AddOperationEngine(o => builder.Configuration.GetSection("Operations").Bind(o));
        services.AddSingleton(VnfLcmV1Dialect.Table);
        services.AddDocumentCollection(VnfmCollections.Instances);
        services.AddDocumentCollection(VnfmCollections.Occurrences);
        services.AddDocumentCollection(VnfmCollections.Vnfds);
        services.AddDocumentCollection(VnfmCollections.Snapshots);
        services.AddDocumentCollection(VnfmCollections.Findings);
        CompileAhead.Json(VnfmJsonContext.Default, typeof(OnboardedVnfd), typeof(VnfRecord), typeof(VnfPlanData));
        services.AddDocumentCollection(VnfmCollections.ReconciledTenants);
        services.AddDocumentCollection(ExecutionCollections.Plans);
        services.AddOperationData(ExecutionCollections.Plans);
        services.AddDocumentCollection(IndicatorCollections.Values);
        services.AddDocumentCollection(IndicatorCollections.Watches);
        services.AddDocumentCollection(IndicatorCollections.Subscriptions);
        services.AddDocumentCollection(VnfActionCollections.Records);

        services.AddNfvHttpClient("nfvo", options.Nfvo);
        services.AddVimClient(options.Vim, new VimClientOptions { Patience = options.VimPatience, AttemptTimeout = options.VimAnswerTimeout });
        services.AddSingleton(sp => new VnfPackageClient(sp.GetRequiredService<IHttpClientFactory>().CreateClient("nfvo")));
        services.AddSingleton(sp => new GrantClient(sp.GetRequiredService<IHttpClientFactory>().CreateClient("nfvo"), sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton<VimStepRunner>();
        services.AddSingleton<VnfDiagnosis>();
        services.AddSingleton<ExternalNetworks>();
        services.AddSingleton<VnfPlanning>();
        services.AddSingleton<VnfDryRun>();
        services.AddSingleton<VnfLcmLinks>();
        services.AddSingleton<IVnfdSource, NfvoVnfdSource>();
        services.AddSingleton<IGranter, NfvoGranter>();
        services.AddSingleton<ILifecycleSubject<VnfRecord, VnfLcmOpOcc>, VnfLcmSubject>();
        services.AddSingleton<LifecycleGateway<VnfRecord, VnfLcmOpOcc>>();
        services.AddSingleton<IOperationHandler, LifecycleOperationHandler<VnfRecord, VnfLcmOpOcc>>();
        services.AddSingleton<IOperationHandler, SnapshotRemoval>();
        services.AddSingleton<VnfmServices>();
        services.AddSingleton<VnfOperationStarter>();
        services.AddSingleton<FindingActions>();
        services.AddSingleton<TruthChecker>();
        services.AddBackgroundLoop<TruthCheckLoop>();
        services.AddSingleton<ElementManagers>();
        services.AddSingleton<IScriptDriver, HttpScriptDriver>();
        services.AddSingleton<IScriptDriver, SshDriver>();
        services.AddSingleton<IScriptDriver, LocalProcessDriver>();
        services.AddSingleton<VnfCoordinator>();
        services.AddSingleton<VnfActions>();
        services.AddSingleton<IndicatorLinks>();
        services.AddSingleton<IndicatorBook>();
        services.AddSingleton<IndicatorPushes>();
        services.AddSingleton<IndicatorSubscriptions>();
        services.AddBackgroundLoop<IndicatorLoop>();
        services.AddBackgroundLoop<OccurrenceRetention>();
        services.AddHostedService<IndicatorEvents>();
        builder.AddPerformanceManagement<VnfMeasuredObjects>(PmApi.Vnf);
        return builder;
    }

    /// <summary>Maps the VNFM's interfaces.</summary>
    public static WebApplication MapVnfm(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapSolApi(SolApi.VnfLcm, static group =>
        {
            MapVnfLcm(group);
            VnfSnapshotEndpoints.Map(group);
        });
        app.MapSolDialect(VnfLcmV1Dialect.Table, MapVnfLcm);
        app.MapSolApi(SolApi.VnfInd, VnfIndicatorEndpoints.Map);
        app.MapPerformanceManagement();
        TruthCheckEndpoints.Map(app);
        IndicatorCallbackEndpoints.Map(app);
        app.MapDeadLetters();
        return app;
    }

    private static void MapVnfLcm(RouteGroupBuilder group)
    {
        VnfInstanceEndpoints.Map(group);
        VnfLcmOpOccEndpoints.Map(group);
        VnfLcmSubscriptionEndpoints.Map(group);
    }
}
