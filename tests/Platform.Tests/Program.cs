using NfvOrchestrator.Platform.Tests.Store;

// Tests that kill a process need one: they start this assembly again with the name of its part.
if (args is ["write-forever", var path])
{
    await StoreFailureTests.WriteForeverAsync(path);
}
