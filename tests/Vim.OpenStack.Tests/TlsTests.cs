using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Who is trusted: by default nobody whom the operating system does not trust, with a bundle whom it names, and without verification everybody. A secret is not sent before that.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly X509Certificate2 authority = Authority("the right one");
    private X509Certificate2 certificate = null!;
    private ShapedCloud cloud = null!;

    public async Task InitializeAsync()
    {
        certificate = Certificate(authority, IPAddress.Loopback);
        cloud = await ShapedCloud.StartAsync(certificate);
        cloud.Url.ShouldStartWith("https://127.0.0.1:");
    }

    public async Task DisposeAsync()
    {
        await cloud.DisposeAsync();
        certificate.Dispose();
        authority.Dispose();
    }

    [Fact]
    public async Task AServerIsVerifiedUnlessThatIsSwitchedOff()
    {
        new OpenStackAccountSettings().VerifyTls.ShouldBeTrue();
        await UntrustedAsync(Account());
        (await HealthAsync(Account() with { VerifyTls = false })).Health.ShouldBe(VimHealth.HEALTHY);
    }

    [Fact]
    public async Task TheAuthorityOfTheBundleIsTrusted() => (await HealthAsync(Account() with { CaBundle = authority.ExportCertificatePem() })).Health.ShouldBe(VimHealth.HEALTHY);

    [Fact]
    public async Task OneOfSeveralInTheBundleIsEnough()
    {
        using var other = Authority("another one");
        (await HealthAsync(Account() with { CaBundle = $"{other.ExportCertificatePem()}\n{authority.ExportCertificatePem()}\n" })).Health.ShouldBe(VimHealth.HEALTHY);
    }

    [Fact]
    public async Task AnotherAuthorityIsNot()
    {
        using var other = Authority("the right one"); // by name only
        await UntrustedAsync(Account() with { CaBundle = other.ExportCertificatePem() });
    }

    [Fact]
    public async Task ACertificateForAnotherHostIsNot()
    {
        using var elsewhere = Certificate(authority, IPAddress.Parse("127.0.0.2"));
        await using var wrong = await ShapedCloud.StartAsync(elsewhere);
        await UntrustedAsync(Account() with { AuthUrl = wrong.AuthUrl, CaBundle = authority.ExportCertificatePem() });
        wrong.Requests.ShouldBeEmpty();
    }

    private async Task UntrustedAsync(OpenStackAccountSettings account)
    {
        var shown = await HealthAsync(account);
        shown.Health.ShouldBe(VimHealth.DOWN);
        shown.HealthDetail.ShouldNotBeNull().ShouldContain("Keystone of account 'os' is not trusted");
        shown.HealthDetail.ShouldContain("caBundle");
        cloud.Requests.ShouldBeEmpty("no secret is sent to somebody unknown");
    }

    private static async Task<VimAccount> HealthAsync(OpenStackAccountSettings account)
    {
        await using var adapter = await AdapterHost.StartAsync([account]);
        return await adapter.Client().GetAccountAsync("os", default);
    }

    private OpenStackAccountSettings Account() => new() { Id = "os", AuthUrl = cloud.AuthUrl, UserName = "nfv", Password = ShapedCloud.Password, Project = "nfv" };

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Certificate(X509Certificate2 authority, IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=cloud", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var signed = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), RandomNumberGenerator.GetBytes(8));
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null); // with a key that the server may use
    }
}
