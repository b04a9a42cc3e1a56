using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace NfvOrchestrator.Vnfm.Management.Drivers;

/// <summary>
/// Runs scripts on the VNFCs of a VDU, one after the other, with the ssh client of the system. Host keys are pinned by the configuration; a VNFC that shows another is not talked to.
/// The script goes over the connection, is run from a file of its own and removed.
/// </summary>
internal sealed class SshDriver(VnfmOptions options) : IScriptDriver
{
    /// <summary>Exit code of the client itself: no connection, wrong host key, log-in refused.</summary>
    private const int Unreachable = 255;

    /// <inheritdoc/>
    public string Name => "ssh";

    /// <inheritdoc/>
    public async Task<ScriptResult> RunAsync(ScriptCall call, CancellationToken cancellationToken)
    {
        var driver = call.Options;
        if (driver.HostKeys.Count == 0 || driver.KeyFile is null)
        {
            throw new VnfActionException("The driver 'ssh' needs HostKeys and KeyFile (Vnfm:Management:Drivers): VNFCs are not talked to without knowing who they are.");
        }
        var vdu = driver.VduId ?? (call.Addresses.Count > 0 ? call.Addresses[0].VduId : null);
        var targets = call.Addresses.Where(a => a.VduId == vdu && (driver.CpdId is null || a.CpdId == driver.CpdId)).DistinctBy(static a => a.VnfcKey).ToList();
        if (targets.Count == 0)
        {
            throw new VnfActionException($"The script '{call.Operation}' runs on VNFCs of VDU '{vdu}'{(driver.CpdId is { } cp ? $" at connection point '{cp}'" : "")}, and none has an address there.");
        }
        var script = await call.ReadScriptAsync(cancellationToken);
        var output = new StringBuilder();
        foreach (var target in targets)
        {
            var result = await RunAsync(call, target, script, cancellationToken);
            output.Append(CultureInfo.InvariantCulture, $"[{target.VnfcKey} {target.Address}] {result.Output}\n");
            if (result.ExitCode != 0)
            {
                return result with { Output = output.ToString() };
            }
        }
        return new ScriptResult(0, output.ToString());
    }

    private async Task<ScriptResult> RunAsync(ScriptCall call, VnfcAddress target, byte[] script, CancellationToken cancellationToken)
    {
        // Text that begins with a dash would be an option to the client: only addresses go there.
        if (!IPAddress.TryParse(target.Address, out var address))
        {
            throw new VnfActionException($"'{target.Address}' of {target.VnfcKey} is no IP address.");
        }
        var driver = call.Options;
        var port = driver.Port.ToString(CultureInfo.InvariantCulture);
        var known = Path.Combine(Path.GetTempPath(), $"nfv-known-hosts-{Guid.NewGuid():N}");
        await File.WriteAllLinesAsync(known, driver.HostKeys.Select(key => $"{(driver.Port == 22 ? address.ToString() : $"[{address}]:{port}")} {key}"), cancellationToken);
        try
        {
            var start = new ProcessStartInfo("ssh");
            foreach (var argument in (ReadOnlySpan<string>)
            [
                "-T", "-F", "none", "-i", driver.KeyFile!, "-p", port,
                "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=yes", "-o", $"UserKnownHostsFile={known}", "-o", "GlobalKnownHostsFile=none",
                "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=15", "-l", driver.User, "--", address.ToString(), Command(call),
            ])
            {
                start.ArgumentList.Add(argument);
            }
            var result = await ProcessRunner.RunAsync(start, script, options.Management.MaxOutput, cancellationToken);
            return result.ExitCode == Unreachable
                ? throw new HttpRequestException($"ssh to {target.VnfcKey} at {driver.User}@{address}:{port} failed: {result.Output}")
                : result;
        }
        finally
        {
            File.Delete(known);
        }
    }

    /// <summary>What the shell of the VNFC does: takes the script from the connection into a file that only the user may read, runs it, removes it.</summary>
    private static string Command(ScriptCall call)
    {
        var environment = string.Join(' ', ScriptEnvironment.Of(call).Select(static e => $"{e.Key}={Quote(e.Value)}"));
        var input = Convert.ToBase64String(Encoding.UTF8.GetBytes(call.Input.GetRawText()));
        var run = Interpreters.Of(call.FileName) is { } interpreter ? $"{interpreter} \"$f\"" : "\"$f\"";
        return $"umask 077; f=$(mktemp) && cat > \"$f\" && chmod 700 \"$f\" && printf %s {input} | base64 -d | env {environment} {run}; r=$?; rm -f \"$f\"; exit $r";
    }

    private static string Quote(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
