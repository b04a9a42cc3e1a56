using System.Text;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Our SHA-224 against the published vectors of FIPS 180 and in pieces of any size.</summary>
public sealed class Sha224Tests
{
    [Theory]
    [InlineData("", "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f")]
    [InlineData("abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525")]
    [InlineData("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu", "c97ca9a559850ce97a04a96def6d99a9e0e0e2ab14e6b8df265fc0b3")]
    public void Published_vectors(string text, string digest) => ContentDigest.Of("SHA-224", new MemoryStream(Encoding.ASCII.GetBytes(text))).ShouldBe(digest);

    [Fact]
    public void A_million_letters() =>
        ContentDigest.Of("SHA-224", new MemoryStream(Encoding.ASCII.GetBytes(new string('a', 1_000_000)))).ShouldBe("20794655980c91d8bbb4c1ea97618a4bf03f42581948b2ee4ee7ad67");

    [Fact]
    public void Pieces_of_any_size_give_the_digest_of_the_whole()
    {
        var random = new Random(7);
        for (var length = 0; length < 200; length++)
        {
            var data = new byte[length];
            random.NextBytes(data);
            var whole = new Sha224();
            whole.Append(data);
            var pieces = new Sha224();
            for (var at = 0; at < length;)
            {
                var n = random.Next(1, Math.Min(70, length - at) + 1);
                pieces.Append(data.AsSpan(at, n));
                at += n;
            }

            pieces.Finish().ShouldBe(whole.Finish());
        }
    }

    [Theory]
    [InlineData("sha-256", "SHA-256")]
    [InlineData("SHA256", "SHA-256")]
    [InlineData("Sha_224", "SHA-224")]
    [InlineData("MD5", null)]
    [InlineData("SHA-1", null)]
    [InlineData(null, null)]
    public void Names(string? written, string? name) => ContentDigest.NameOf(written).ShouldBe(name);
}
