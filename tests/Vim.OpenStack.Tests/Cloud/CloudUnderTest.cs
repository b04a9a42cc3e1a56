namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>
/// The OpenStack the suite runs against: the shaped server of this project, or, with <c>NFV_OPENSTACK_AUTH_URL</c> set (tests/run --openstack sets it), the real one of tests/openstack-lab.
/// </summary>
internal sealed class CloudUnderTest : IAsyncDisposable
{
    /// <summary>Keystone of the real one; null: the shaped server.</summary>
    public static string? RealAuthUrl => Environment.GetEnvironmentVariable("NFV_OPENSTACK_AUTH_URL") is { Length: > 0 } url ? url : null;

    public static bool IsReal => RealAuthUrl is not null;

    private CloudUnderTest(ShapedCloud? shaped) => Shaped = shaped;

    /// <summary>The shaped server; null with the real one.</summary>
    public ShapedCloud? Shaped { get; }

    public string AuthUrl => Shaped?.AuthUrl ?? RealAuthUrl!;

    /// <summary>Name of an image that is there.</summary>
    public static string Image => "tiny";

    /// <summary>How long things may take.</summary>
    public static TimeSpan Limit => IsReal ? TimeSpan.FromMinutes(4) : TimeSpan.FromSeconds(60);

    public static async Task<CloudUnderTest> StartAsync() => new(IsReal ? null : await ShapedCloud.StartAsync());

    /// <summary>An account of a user, <c>nfv</c> (member) or <c>admin</c>, in a project; absent: the one of the same name.</summary>
    public OpenStackAccountSettings Account(string id, string user = "nfv", string? project = null) => new()
    {
        Id = id,
        AuthUrl = AuthUrl,
        UserName = user,
        Password = ShapedCloud.Password,
        Project = project ?? user,
        Region = "RegionOne",
    };

    public async ValueTask DisposeAsync()
    {
        if (Shaped is not null)
        {
            await Shaped.DisposeAsync();
        }
    }
}
