namespace NfvOrchestrator.Vnfm.Management.Drivers;

/// <summary>Runs scripts of descriptors in one way.</summary>
internal interface IScriptDriver
{
    /// <summary>Name in the configuration.</summary>
    string Name { get; }

    /// <summary>Runs a script to its end. Cancellation ends the script, as far as the driver reaches.</summary>
    /// <exception cref="VnfActionException">It could not be run at all; trying again would not help.</exception>
    Task<ScriptResult> RunAsync(ScriptCall call, CancellationToken cancellationToken);
}
