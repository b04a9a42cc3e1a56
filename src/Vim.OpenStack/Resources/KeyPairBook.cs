using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// The key pair of an account: the public key of its settings, imported into Nova under a name that follows from it, so that it is there once however often it is imported. Key pairs belong to the user, not to
/// the project; it stays when servers go.
/// </summary>
internal sealed class KeyPairBook(OsAccount account)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private long importedAt; // UTC ticks: servers are made side by side

    /// <summary>Nova's name for the account's key; null: it has none.</summary>
    public async Task<string?> NameAsync(ResourceRecord record, CancellationToken cancellationToken)
    {
        if (account.Settings.SshPublicKey is not { Length: > 0 } key)
        {
            return null;
        }
        var name = NameOf(key);
        if (account.Time.GetUtcNow().UtcTicks - Volatile.Read(ref importedAt) >= Fresh.Ticks)
        {
            var body = new JsonObject { ["keypair"] = new JsonObject { ["name"] = name, ["public_key"] = key } };
            // 409: it is there already.
            var call = OsCall.Post(OsService.Compute, "os-keypairs", body).For(record) with { Accept = [409], Repeatable = true, What = $"import the account's SSH key as key pair '{name}'" };
            var answer = await account.SendAsync(call, cancellationToken);
            if (answer.Status == 409 && !OsErrors.Read(answer).Words.Contains(name, StringComparison.Ordinal))
            {
                throw OsErrors.Of(call, answer, account.Id);
            }
            Volatile.Write(ref importedAt, account.Time.GetUtcNow().UtcTicks);
        }
        return name;
    }

    /// <summary>The name of a key: its type and content count, not its comment.</summary>
    internal static string NameOf(string key) => "nfv-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', key.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2)))).AsSpan(0, 8));
}
