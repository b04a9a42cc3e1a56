using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Tests over an adapter whose account <c>os</c> is an administrator of a project that is theirs alone: whatever is in it, they made.</summary>
/// <param name="name">Beginning of the project's name and of the keys.</param>
public abstract class ProjectTests(string name) : AdapterTests(name)
{
    private readonly string name = name;

    private protected CloudProject Project { get; private set; } = null!;

    private protected override IEnumerable<OpenStackAccountSettings> Accounts() => [Project.Account("os")];

    private protected override async Task BeginAsync() => Project = await CloudProject.MakeAsync(Cloud, name);

    private protected override async Task EndAsync() => await Project.DisposeAsync();
}
