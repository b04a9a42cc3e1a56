using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <summary>The service's own token, from the issuer of the tests.</summary>
internal sealed class FixedToken : ITokenSource
{
    public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(TestTokenIssuer.Token(null, [NfvRoles.Service]));

    public void Invalidate(string token)
    {
        // Its tokens live longer than any test.
    }
}
