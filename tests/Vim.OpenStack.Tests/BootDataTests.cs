using System.Text;
using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Boot data at the limit of what Nova takes, which counts characters of base64.</summary>
public sealed class BootDataTests : IAsyncLifetime
{
    private readonly string run = "boot" + Guid.NewGuid().ToString("N")[..8];
    private CloudUnderTest cloud = null!;
    private AdapterHost adapter = null!;

    public async Task InitializeAsync()
    {
        cloud = await CloudUnderTest.StartAsync();
        adapter = await AdapterHost.StartAsync([cloud.Account("os")]);
    }

    public async Task DisposeAsync()
    {
        await adapter.DisposeAsync();
        await cloud.DisposeAsync();
    }

    [Fact]
    public async Task TheLargestBootDataThatTheContractTakesIsWhatNovaTakes()
    {
        var vim = adapter.Client();
        var largest = Encoding.ASCII.GetBytes("#cloud-config\n#" + new string('x', ComputeSpec.MaxUserDataBytes - 15));
        var spec = new ComputeSpec { Name = run, Vcpus = 1, MemoryMib = 512, DiskGib = 1, ImageRef = CloudUnderTest.Image, UserData = Convert.ToBase64String(largest) };
        spec.UserData.Length.ShouldBeInRange(ComputeSpec.MaxUserDataCharacters - 3, ComputeSpec.MaxUserDataCharacters);
        await vim.EnsureAsync("os", run, spec, CloudUnderTest.Limit, default);
        await vim.EnsureDeletedAsync("os", VimResourceKind.Compute, run, CloudUnderTest.Limit, default);

        // One more, past the adapter: what the cloud would say of it, which names the value.
        using var eyes = await CloudEyes.OpenAsync(cloud);
        var flavour = (string)(await eyes.ListAsync("compute", "/flavors/detail", "flavors"))[0]["id"]!;
        var image = (string)(await eyes.ListAsync("image", "/v2/images?name=tiny", "images"))[0]["id"]!;
        var server = new JsonObject { ["name"] = run, ["flavorRef"] = flavour, ["imageRef"] = image, ["networks"] = "none", ["user_data"] = Convert.ToBase64String([.. largest, 0]) };
        var refused = await Should.ThrowAsync<InvalidOperationException>(() => eyes.SendAsync(HttpMethod.Post, "compute", "/servers", new JsonObject { ["server"] = server }));
        refused.Message.ShouldContain("Value: ");
        refused.Message.ShouldContain("is too long");
    }
}
