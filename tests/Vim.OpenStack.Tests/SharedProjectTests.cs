using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Tests over an adapter with accounts in projects that others use as well; account <c>os</c> is a member of <c>nfv</c>.</summary>
/// <param name="name">Beginning of the keys.</param>
/// <param name="eyes">Who looks at the cloud past the adapter, in the project of that name.</param>
public abstract class SharedProjectTests(string name, string eyes = "nfv") : AdapterTests(name)
{
    private protected CloudEyes Eyes { get; private set; } = null!;

    private protected override IEnumerable<OpenStackAccountSettings> Accounts() => [Cloud.Account("os")];

    private protected override async Task BeginAsync() => Eyes = await CloudEyes.OpenAsync(Cloud, eyes);

    private protected override Task EndAsync()
    {
        Eyes.Dispose();
        return Task.CompletedTask;
    }
}
