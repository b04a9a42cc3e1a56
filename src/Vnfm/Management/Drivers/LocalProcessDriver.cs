using System.Diagnostics;
using System.Text;

namespace NfvOrchestrator.Vnfm.Management.Drivers;

/// <summary>Runs scripts as processes beside the VNFM, with JSON on their input and identifiers in their environment. Only where the configuration allows it: a package then runs code on this machine.</summary>
internal sealed class LocalProcessDriver(VnfmOptions options) : IScriptDriver
{
    /// <inheritdoc/>
    public string Name => "local-process";

    /// <inheritdoc/>
    public async Task<ScriptResult> RunAsync(ScriptCall call, CancellationToken cancellationToken)
    {
        if (!options.Management.AllowLocalProcess)
        {
            throw new VnfActionException("The driver 'local-process' is not allowed here (Vnfm:Management:AllowLocalProcess).");
        }
        var script = await call.ReadScriptAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("nfv-script-");
        try
        {
            var file = Path.Combine(folder.FullName, "script" + Path.GetExtension(call.FileName));
            await File.WriteAllBytesAsync(file, script, cancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
            var start = new ProcessStartInfo { WorkingDirectory = folder.FullName };
            if (Interpreters.Of(call.FileName) is { } interpreter)
            {
                start.FileName = interpreter;
                start.ArgumentList.Add(file);
            }
            else
            {
                start.FileName = file;
            }
            // The environment of the VNFM may hold secrets.
            var path = start.Environment.TryGetValue("PATH", out var own) ? own : "/usr/bin:/bin";
            start.Environment.Clear();
            start.Environment["PATH"] = path;
            foreach (var (name, value) in ScriptEnvironment.Of(call))
            {
                start.Environment[name] = value;
            }
            return await ProcessRunner.RunAsync(start, Encoding.UTF8.GetBytes(call.Input.GetRawText()), options.Management.MaxOutput, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
