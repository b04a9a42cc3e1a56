using System.Security.Cryptography;
using System.Text;

namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>Identifiers of findings: made of what they are about, so that a finding that lasts is one.</summary>
internal static class FindingId
{
    /// <summary>The identifier of a disagreement about a resource in an account.</summary>
    public static string Of(string vimConnectionId, Observation observation)
    {
        var text = $"{vimConnectionId}\n{observation.Kind}\n{observation.VimKind}\n{observation.VimKey}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
    }
}
