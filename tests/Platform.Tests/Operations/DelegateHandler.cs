using NfvOrchestrator.Platform.Operations;

namespace NfvOrchestrator.Platform.Tests.Operations;

internal sealed class DelegateHandler(Func<IOperationContext, CancellationToken, Task> run, string kind = "test") : IOperationHandler
{
    public string Kind => kind;

    public Task RunAsync(IOperationContext context, CancellationToken cancellationToken) => run(context, cancellationToken);
}
