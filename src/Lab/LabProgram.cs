using System.Diagnostics;
using System.Globalization;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Sdn;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Lab;

/// <summary>The lab from the command line.</summary>
public static class LabProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs the lab; returns the exit code: 0 when what was asked for came about.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        var (arguments, error) = LabArguments.Parse(args);
        if (arguments is null || error is not null || arguments.Help)
        {
            await output.WriteLineAsync(error is null ? LabArguments.Usage : $"{error}{Environment.NewLine}{Environment.NewLine}{LabArguments.Usage}");
            return error is null ? 0 : 2;
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ConsoleCancelEventHandler onCancel = (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        var temporary = arguments.Data is null ? Directory.CreateTempSubdirectory("nfv-lab-") : null;
        try
        {
            await RunAsync(arguments, arguments.Data ?? temporary!.FullName, output, stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await output.WriteLineAsync("Ended on request.");
            return arguments.Once ? 130 : 0;
        }
        catch (OperationCanceledException)
        {
            await output.WriteLineAsync($"What was asked for did not come about within {Patience.TotalMinutes:0} minutes.");
            return 1;
        }
        catch (Exception failure) when (failure is LabFailureException or SolRequestException or VimException or SdnException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"The lab could not do it: {failure.Message}");
            return 1;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
            temporary?.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(LabArguments arguments, string data, TextWriter output, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        CompileAhead.Enable();
        if (arguments.Package is null)
        {
            LabWarmUp.CompileFirst();
        }
        await using var lab = await LabHost.StartAsync(
            new LabOptions
            {
                DataDirectory = Path.GetFullPath(data),
                FirstPort = arguments.Port,
                BootTime = arguments.Boot,
                OpenStack = arguments.OpenStack is { } keystone ? OpenStackLogin.Read(keystone, Environment.GetEnvironmentVariable) : null,
                LogLevel = arguments.Verbose ? Microsoft.Extensions.Logging.LogLevel.Information : Microsoft.Extensions.Logging.LogLevel.Error,
            },
            patience.Token);
        using var api = new LabApi(lab.Addresses, lab.Self);
        using var services = new LabApi(lab.Addresses, lab.Services, LabHost.Tenant);
        await Introduce(lab, arguments, output);
        NsInstance? service = null;
        await using (var board = new LabBoard(output, async (id, token) => (await api.VnfLcm.GetAsync(id, token))?.VnfInstanceName))
        {
            await board.StartAsync(lab.Bus, patience.Token);
            if (arguments.Package is { } package)
            {
                var vnf = await new ForeignPackage(api, services, board).BringUpAsync(package, patience.Token);
                board.Say($"The VNF '{vnf.VnfInstanceName}' is {vnf.InstantiationState} with {vnf.InstantiatedVnfInfo?.VnfcResourceInfo?.Count ?? 0} VNFC(s).");
            }
            else
            {
                var demo = new LabDemo(lab, api, services, board);
                service = await demo.EnsureServiceAsync(patience.Token);
                if (arguments.CutLink)
                {
                    await demo.CutLinkAsync(service, patience.Token);
                }
                if (arguments.Load)
                {
                    await demo.RunLoadAsync(service, patience.Token);
                }
                service = await demo.ReadAsync(service.Id, patience.Token);
                if (arguments.Terminate)
                {
                    await demo.TerminateAsync(service, patience.Token);
                    service = null;
                }
            }
        }
        if (service is not null)
        {
            await Conclude(service, output);
        }
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Resident memory of the lab: {Process.GetCurrentProcess().WorkingSet64 / (1 << 20)} MiB. Since the process began: {(DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds:0.0} s."));
        if (!arguments.Once)
        {
            await output.WriteLineAsync("The lab stays up; Ctrl-C ends it.");
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    private static async Task Introduce(LabHost lab, LabArguments arguments, TextWriter output)
    {
        await output.WriteLineAsync($"""
            NFVO       {lab.Addresses.Nfvo}swagger     (tokens: {lab.Addresses.Nfvo}oauth2/token)
            VNFM       {lab.Addresses.Vnfm}swagger
            Assurance  {lab.Addresses.Assurance}
            VIM        {lab.Addresses.Vim}     ({(arguments.OpenStack is { } keystone ? $"OpenStack of {keystone}" : "simulated NFVI")}, account {LabHost.VimAccount})
            SDN        {lab.Addresses.Sdn}     (ONOS adapter over the simulated network at {lab.Addresses.Network})
            """);
        if (lab.NewOperator is { } made)
        {
            await output.WriteLineAsync($"Client of the tenant '{LabHost.Tenant}', shown this once: id {made.ClientId}  secret {made.Secret}");
        }
    }

    private static async Task Conclude(NsInstance service, TextWriter output)
    {
        await output.WriteLineAsync($"Network service '{service.NsInstanceName}' ({service.Id}) is {service.NsState}, flavour {service.FlavourId}:");
        foreach (var vnf in service.VnfInstance ?? [])
        {
            var info = vnf.InstantiatedVnfInfo;
            var addresses = info?.ExtCpInfo?.Select(cp => $"{cp.CpdId} {cp.CpProtocolInfo?[0].IpOverEthernet?.IpAddresses?[0].Addresses?[0]}") ?? [];
            await output.WriteLineAsync($"  {vnf.VnfInstanceName,-12} {info?.VnfcResourceInfo?.Count ?? 0} VNFC(s)  {string.Join(", ", addresses.Distinct().Take(6))}");
        }
        await output.WriteLineAsync($"  {service.VirtualLinkInfo?.Count ?? 0} virtual links, {service.VnffgInfo?.Count ?? 0} forwarding path(s) in force");
    }
}
