using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Platform.Security;

namespace NfvOrchestrator.Platform.Tests.Security;

public sealed class BasicCredentialsTests
{
    [Theory]
    [InlineData("user", "secret")]
    [InlineData("user", "with:colon")]
    [InlineData("größe", "漢字")]
    [InlineData("", "")]
    public void What_is_sent_is_read(string user, string password)
    {
        var sent = new BasicCredentials(user, password);

        Read(sent.ToHeader().ToString()).ShouldBe(sent);
        Read(sent.FormEncoded().ToHeader().ToString())!.Value.FormDecoded().ShouldBe(sent);
        Read("bAsIc " + sent.ToHeader().Parameter).ShouldBe(sent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic ???")]
    [InlineData("Basic bm9jb2xvbg==")]
    [InlineData("Bearer dXNlcjpzZWNyZXQ=")]
    public void Anything_else_is_none(string? header) => Read(header).ShouldBeNull();

    [Fact]
    public void The_password_is_not_printed() => new BasicCredentials("user", "secret").ToString().ShouldNotContain("secret");

    private static BasicCredentials? Read(string? header)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = header;
        return BasicCredentials.TryRead(context.Request, out var found) ? found : null;
    }
}
