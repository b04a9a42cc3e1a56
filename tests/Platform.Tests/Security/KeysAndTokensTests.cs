using System.Net;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Security;

public sealed class KeysAndTokensTests
{
    private static readonly TokenIssuerOptions Options = new();

    private static SigningKeyRing Ring(MemoryStore store, IDataProtectionProvider protection, TimeProvider clock) => new(store, protection, Options, clock, NullLogger<SigningKeyRing>.Instance);

    [Fact]
    public async Task Keys_rotate_and_the_next_one_is_published_before_it_signs()
    {
        var clock = new ManualTimeProvider();
        var store = new MemoryStore();
        using var ring = Ring(store, new EphemeralDataProtectionProvider(), clock);
        var first = (await ring.GetSigningCredentialsAsync(default)).Key.KeyId;
        HashSet<string> publishedBefore = [.. (await ring.GetPublicKeysAsync(default)).Select(k => k.KeyId)];
        var changes = 0;
        var last = first;
        // 65 days in steps of a verifier's refresh
        for (var at = TimeSpan.Zero; at < TimeSpan.FromDays(65); at += TimeSpan.FromMinutes(15))
        {
            clock.Advance(TimeSpan.FromMinutes(15));
            var signs = (await ring.GetSigningCredentialsAsync(default)).Key.KeyId;
            publishedBefore.ShouldContain(signs); // a verifier that read the keys 15 minutes ago knows it
            changes += signs == last ? 0 : 1;
            last = signs;
            var published = await ring.GetPublicKeysAsync(default);
            published.Count.ShouldBeLessThanOrEqualTo(3);
            publishedBefore = [.. published.Select(k => k.KeyId)];
        }
        changes.ShouldBe(2);
        publishedBefore.ShouldNotContain(first);
    }

    [Fact]
    public async Task Many_processes_agree_on_one_ring()
    {
        var clock = new ManualTimeProvider();
        var store = new MemoryStore();
        var protection = new EphemeralDataProtectionProvider();
        var rings = Enumerable.Range(0, 8).Select(_ => Ring(store, protection, clock)).ToList();
        var keys = await Task.WhenAll(rings.Select(r => Task.Run(() => r.GetSigningCredentialsAsync(default))));
        keys.Select(k => k.Key.KeyId).Distinct().Count().ShouldBe(1);
        rings.ForEach(r => r.Dispose());
    }

    [Fact]
    public async Task With_lost_protection_keys_new_tokens_are_signed_and_old_ones_stay_good()
    {
        var clock = new ManualTimeProvider();
        var store = new MemoryStore();
        using var before = Ring(store, new EphemeralDataProtectionProvider(), clock);
        var old = (await before.GetSigningCredentialsAsync(default)).Key.KeyId;
        using var after = Ring(store, new EphemeralDataProtectionProvider(), clock);
        var now = (await after.GetSigningCredentialsAsync(default)).Key.KeyId;
        now.ShouldNotBe(old);
        (await after.GetPublicKeysAsync(default)).Select(k => k.KeyId).ShouldBe([old, now], ignoreOrder: true);
    }

    [Fact]
    public async Task A_good_token_is_checked_once_until_it_ends_and_the_table_stays_bounded()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var handler = new CachingTokenHandler(clock, capacity: 4);
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = TestTokenIssuer.Issuer,
            ValidAudience = TestTokenIssuer.Audience,
            IssuerSigningKeys = TestTokenIssuer.Configuration.SigningKeys,
            LifetimeValidator = (_, to, _, _) => to > clock.GetUtcNow().UtcDateTime,
        };
        var token = TestTokenIssuer.Token("a", expires: clock.GetUtcNow().AddMinutes(2));
        var first = await handler.ValidateTokenAsync(token, parameters);
        first.IsValid.ShouldBeTrue();
        (await handler.ValidateTokenAsync(token, parameters)).ShouldBeSameAs(first);
        clock.Advance(TimeSpan.FromMinutes(3));
        (await handler.ValidateTokenAsync(token, parameters)).IsValid.ShouldBeFalse();

        for (var n = 0; n < 20; n++)
        {
            (await handler.ValidateTokenAsync(TestTokenIssuer.Token("t" + n), parameters)).IsValid.ShouldBeTrue();
            handler.Count.ShouldBeLessThanOrEqualTo(5);
        }
        (await handler.ValidateTokenAsync(TestTokenIssuer.Token("x", forged: true), parameters)).IsValid.ShouldBeFalse();
    }

    [Fact]
    public async Task Our_own_token_is_renewed_early_and_asked_for_once_by_many()
    {
        var clock = new ManualTimeProvider();
        var issuer = new Issuer();
        using var source = new ClientCredentialsTokenSource(
            new() { TokenEndpoint = new Uri("http://issuer/oauth2/token"), ClientId = "svc", ClientSecret = "hush-hush" }, clock, issuer);
        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await source.GetTokenAsync(default))));
        tokens.ShouldAllBe(t => t == "t1");
        clock.Advance(TimeSpan.FromMinutes(47));
        (await source.GetTokenAsync(default)).ShouldBe("t1");
        clock.Advance(TimeSpan.FromMinutes(2));
        (await source.GetTokenAsync(default)).ShouldBe("t2");
        source.Invalidate("t1");
        (await source.GetTokenAsync(default)).ShouldBe("t2");
        source.Invalidate("t2");
        (await source.GetTokenAsync(default)).ShouldBe("t3");

        issuer.Status = HttpStatusCode.Unauthorized;
        clock.Advance(TimeSpan.FromMinutes(50));
        (await source.GetTokenAsync(default)).ShouldBe("t3"); // the old one bridges an issuer that is away
        clock.Advance(TimeSpan.FromMinutes(11));
        var error = await Should.ThrowAsync<ServiceUnavailableException>(async () => await source.GetTokenAsync(default));
        error.Message.ShouldContain("invalid_client");
        error.ToString().ShouldNotContain("hush-hush");
    }

    [Fact]
    public void Data_protection_in_a_folder_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("nfv-keys-");
        try
        {
            IDataProtector Protector()
            {
                var services = new ServiceCollection();
                services.AddNfvDataProtection(Path.Combine(folder.FullName, "keys"));
                return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
            }
            Protector().Unprotect(Protector().Protect("vim password")).ShouldBe("vim password");
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(Path.Combine(folder.FullName, "keys")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Issuer : HttpMessageHandler
    {
        private int issued;

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = Status == HttpStatusCode.OK
                ? $$"""{"access_token":"t{{Interlocked.Increment(ref issued)}}","token_type":"Bearer","expires_in":3600}"""
                : """{"error":"invalid_client","error_description":"no"}""";
            return Task.FromResult(new HttpResponseMessage(Status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
        }
    }
}
