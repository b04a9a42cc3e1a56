using System.ComponentModel;
using System.Diagnostics;

namespace NfvOrchestrator.Vnfm.Management.Drivers;

/// <summary>Runs a program of this machine: input given, output bounded, the whole tree of processes ended on cancellation.</summary>
internal static class ProcessRunner
{
    /// <summary>Runs it to its end.</summary>
    /// <exception cref="VnfActionException">It could not be started.</exception>
    public static async Task<ScriptResult> RunAsync(ProcessStartInfo start, ReadOnlyMemory<byte> input, int maxOutput, CancellationToken cancellationToken)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception absent)
        {
            throw new VnfActionException($"'{start.FileName}' cannot be started on the machine of the VNFM: {absent.Message}.", absent);
        }
        var output = new OutputTail(maxOutput);
        try
        {
            var reading = Task.WhenAll(ReadAsync(process.StandardOutput, output, cancellationToken), ReadAsync(process.StandardError, output, cancellationToken));
            try
            {
                await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended, or closed its input, before it read everything: its exit code says whether that matters.
            }
            await reading;
            await process.WaitForExitAsync(cancellationToken);
            return new ScriptResult(process.ExitCode, output.ToString());
        }
        catch (OperationCanceledException)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
            throw;
        }
    }

    private static async Task ReadAsync(StreamReader from, OutputTail to, CancellationToken cancellationToken)
    {
        var buffer = new char[4096];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            to.Add(buffer.AsSpan(0, read));
        }
    }
}
