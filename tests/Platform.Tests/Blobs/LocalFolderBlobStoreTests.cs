using System.Security.Cryptography;
using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Tests.Blobs;

public sealed class LocalFolderBlobStoreTests : IDisposable
{
    private static readonly TenantId A = new("a");
    private readonly string folder = Directory.CreateTempSubdirectory("nfv-blobs-").FullName;
    private readonly LocalFolderBlobStore store;

    public LocalFolderBlobStoreTests() => store = new LocalFolderBlobStore(new LocalFolderBlobOptions { Folder = folder });

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_written_is_read_back_seekable_and_replaced_atomically()
    {
        var content = RandomNumberGenerator.GetBytes(700_000);

        var info = await store.WriteAsync(A, "pkg/1.csar", new MemoryStream(content), 1_000_000, default);

        info.ShouldBe(new BlobInfo(700_000, Convert.ToHexStringLower(SHA256.HashData(content))));
        await using var old = (await store.OpenReadAsync(A, "pkg/1.csar", default))!;
        old.CanSeek.ShouldBeTrue();
        await store.WriteAsync(A, "pkg/1.csar", new MemoryStream([1, 2, 3]), 1_000_000, default);
        old.Seek(699_999, SeekOrigin.Begin);
        old.ReadByte().ShouldBe(content[^1]);
        await using var now = (await store.OpenReadAsync(A, "pkg/1.csar", default))!;
        now.Length.ShouldBe(3);
    }

    [Fact]
    public async Task Too_large_or_broken_uploads_leave_nothing()
    {
        await store.WriteAsync(A, "x", new MemoryStream([7]), 10, default);
        await Should.ThrowAsync<BlobTooLargeException>(() => store.WriteAsync(A, "x", new MemoryStream(new byte[11]), 10, default));
        await Should.ThrowAsync<OperationCanceledException>(() => store.WriteAsync(A, "x", new MemoryStream(new byte[5]), 10, new CancellationToken(canceled: true)));

        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await using var read = (await store.OpenReadAsync(A, "x", default))!;
        read.Length.ShouldBe(1);
        await store.WriteAsync(A, "full", new MemoryStream(new byte[10]), 10, default);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("~x.part")]
    [InlineData("nul\0byte")]
    [InlineData(".hidden")]
    [InlineData("größe 漢字")]
    public async Task No_name_leaves_its_tenants_folder(string name)
    {
        await store.WriteAsync(A, name, new MemoryStream([1]), 10, default);

        var file = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        Path.GetDirectoryName(file).ShouldBe(Path.Combine(folder, "a"));
        store.RemoveAbandonedUploads(DateTimeOffset.MaxValue).ShouldBe(0);
        await using (var read = await store.OpenReadAsync(A, name, default))
        {
            read.ShouldNotBeNull();
        }
        (await store.OpenReadAsync(new TenantId("A"), name, default)).ShouldBeNull();
        (await store.OpenReadAsync(new TenantId(".."), name, default)).ShouldBeNull();
        await store.DeleteAsync(A, name, default);
        await store.DeleteAsync(A, name, default);
        (await store.OpenReadAsync(A, name, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Names_that_differ_only_in_case_are_different_blobs()
    {
        await store.WriteAsync(A, "x", new MemoryStream([1]), 10, default);
        await store.WriteAsync(A, "X", new MemoryStream([1, 2]), 10, default);

        await using var small = (await store.OpenReadAsync(A, "x", default))!;
        small.Length.ShouldBe(1);
        Should.Throw<ArgumentException>(() => store.OpenReadAsync(A, new string('x', 300), default));
        Should.Throw<ArgumentException>(() => store.OpenReadAsync(A, "", default));
    }

    [Fact]
    public async Task Abandoned_uploads_can_be_removed()
    {
        await store.WriteAsync(A, "x", new MemoryStream([1]), 10, default);
        await File.WriteAllTextAsync(Path.Combine(folder, "a", "~0123.part"), "left by a crash");

        store.RemoveAbandonedUploads(DateTimeOffset.UtcNow.AddHours(-1)).ShouldBe(0);
        store.RemoveAbandonedUploads(DateTimeOffset.UtcNow.AddHours(1)).ShouldBe(1);
        Directory.EnumerateFiles(Path.Combine(folder, "a")).ShouldHaveSingleItem();
    }
}
