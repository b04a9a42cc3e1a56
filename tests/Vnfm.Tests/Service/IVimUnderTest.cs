using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>The VIM adapter below the VNFM of a test, with what it stands for.</summary>
internal interface IVimUnderTest : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    Uri Address { get; }

    /// <summary>How long it may take for one resource; an operation may take three times as long.</summary>
    TimeSpan Patience { get; }

    /// <summary>Everything a tenant has there.</summary>
    IReadOnlyList<VimResource> Resources(string tenant);

    /// <summary>Plays a fault into calls about an instance, or says that it cannot play this one.</summary>
    bool Fault(string instance, FaultMode mode, int skip, FaultOperation operation, int times);

    /// <summary>Ends all faults.</summary>
    void ClearFaults();

    /// <summary>The process of the adapter is killed and another one started, if it has one of its own.</summary>
    Task KillAsync();
}
