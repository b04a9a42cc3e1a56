using NfvOrchestrator.Chaos;

return args switch
{
    ["victim", .. var rest] => await Victims.LabAsync(VictimOptions.Parse(rest)),
    ["vnfm", .. var rest] => await Victims.VnfmAsync(VictimOptions.Parse(rest)),
    _ => await DriveAsync(args),
};

static async Task<int> DriveAsync(string[] args)
{
    ChaosOptions options;
    try
    {
        options = ChaosOptions.Parse(args);
    }
    catch (FormatException wrong)
    {
        await Console.Error.WriteLineAsync($"{wrong.Message}{Environment.NewLine}{ChaosOptions.Usage}");
        return 2;
    }
    using var interrupted = new CancellationTokenSource();
    Console.CancelKeyPress += (_, e) =>
    {
        e.Cancel = true;
        interrupted.Cancel();
    };
    var report = await ChaosRun.RunAsync(options, Console.Out, interrupted.Token);
    report.Print(Console.Out);
    return report.Violations.Count == 0 ? 0 : 1;
}
