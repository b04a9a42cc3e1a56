using System.Collections.Concurrent;
using NfvOrchestrator.Vnfm.Management.Drivers;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>Runs scripts by writing down that they ran; the next so many fail.</summary>
internal sealed class TestScripts : IScriptDriver
{
    private int failures;

    public string Name => "test";

    /// <summary>What ran: instance and operation, in order.</summary>
    public ConcurrentQueue<(string Instance, string Operation, string? File, string Vnfd)> Ran { get; } = [];

    /// <summary>The next so many scripts fail.</summary>
    public void Fail(int times) => failures = times;

    public Task<ScriptResult> RunAsync(ScriptCall call, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref failures) >= 0)
        {
            return Task.FromResult(new ScriptResult(3, "the script does not feel like it"));
        }
        Ran.Enqueue((call.Instance.Id, call.Operation, call.FileName, call.Input.GetProperty("vnfdId").GetString()!));
        return Task.FromResult(new ScriptResult(0, ""));
    }
}
