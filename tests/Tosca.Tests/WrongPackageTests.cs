using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>What is wrong is said with code and place, once, and never by an exception.</summary>
public sealed class WrongPackageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("two-entry-definitions", "TOSCA-Metadata/TOSCA.meta:5:1 error TOSCA0023", "'Definitions/one.yaml' (line 4) and 'Definitions/two.yaml'")]
    [InlineData("unsupported-hash", "vnfd.mf:4:1 error TOSCA0018", "use SHA-256")]
    [InlineData("signed-over-other-content", "vnfd.mf error TOSCA0052", "'CN=Vendor of the sample'")]
    [InlineData("cpu-is-a-word", "vnfd.yaml:30:44 error TOSCA0231", "four")]
    [InlineData("unknown-type", "vnfd.yaml:42:13 error TOSCA0201", "did you mean 'tosca.nodes.nfv.VduCp'?")]
    [InlineData("link-not-defined", "vnfd.yaml:46:25 error TOSCA0303", "did you mean 'inside'?")]
    [InlineData("binding-not-defined", "vnfd.yaml:45:28 error TOSCA0304", "did you mean 'worker'?")]
    [InlineData("missing-import", "vnfd.yaml:6:5 error TOSCA0111", "my_types.yaml")]
    [InlineData("remote-import", "vnfd.yaml:6:5 error TOSCA0112", "example.com")]
    [InlineData("no-memory", "vnfd.yaml:30:13 error TOSCA0231", "virtual_mem_size")]
    [InlineData("derivation-circle", "vnfd.yaml", "TOSCA0202")]
    [InlineData("affinity-target-missing", "vnfd.yaml:51:19 error TOSCA0308", "did you mean 'worker'?")]
    [InlineData("level-of-unknown-aspect", "vnfd.yaml:54:56 error TOSCA0306", "growth")]
    [InlineData("min-over-max", "vnfd.yaml:26:22 error TOSCA0314", "at least 3 but at most 2")]
    [InlineData("tab-indented", "vnfd.yaml:33:1 ", "TOSCA0101")]
    [InlineData("wrong-digest", "vnfd.yaml error TOSCA0016", "vnfd.mf")]
    [InlineData("manifest-lists-absent-file", "vnfd.mf:4:1 error TOSCA0017", "Files/image.img")]
    [InlineData("no-entry", "TOSCA-Metadata/TOSCA.meta:4:1 error TOSCA0012", "Definitions/absent.yaml")]
    [InlineData("alias-bomb", "vnfd.yaml:", "TOSCA0104")]
    [InlineData("ns-dependency-circle", "nsd.yaml:27:5 error TOSCA0406", "circle")]
    [InlineData("ns-path-through-unknown-vnf", "nsd.yaml", "'third'")]
    [InlineData("ports-backwards", "vnfd.yaml:49:7 error TOSCA0335", "2000 to 1000")]
    [InlineData("affinity-contradiction", "vnfd.yaml:65:7 error TOSCA0336", "'together'")]
    [InlineData("subnet-wrong", "vnfd.yaml:42:58 error TOSCA0340", "10.0.0.0/33")]
    [InlineData("vip-target-missing", "vnfd.yaml:52:19 error TOSCA0318", "did you mean 'port'?")]
    [InlineData("indicator-target-missing", "vnfd.yaml:52:19 error TOSCA0307", "did you mean 'vnf'?")]
    [InlineData("ns-level-not-defined", "nsd.yaml", "did you mean 'large'?")]
    [InlineData("osm-old-descriptor", "old_vnfd.yaml:2:1 error TOSCA0503", "before release NINE")]
    [InlineData("sol006-broken-reference", "broken_vnfd.yaml:10:27 error TOSCA0504", "did you mean 'small'?")]
    public void Sample_is_refused_with_its_reason(string name, string place, string words)
    {
        var result = PackageReader.Read(new DirectoryPackageFiles(Path.Combine(Shared.Samples, "wrong", name)));
        foreach (var diagnostic in result.Diagnostics)
        {
            output.WriteLine(diagnostic.ToString());
        }

        result.Ok.ShouldBeFalse();
        result.VnfDescriptor.ShouldBeNull();
        result.NsDescriptor.ShouldBeNull();
        result.Errors.ShouldContain(e => e.ToString().StartsWith(place, StringComparison.Ordinal) && e.ToString().Contains(words, StringComparison.Ordinal));
        result.Errors.Count().ShouldBeLessThanOrEqualTo(2, "one mistake is told once");
        result.Diagnostics.ShouldAllBe(d => DiagnosticCodes.All.ContainsKey(d.Code));
    }

    [Fact]
    public void Every_wrong_sample_has_its_test()
    {
        var tested = GetType().GetMethod(nameof(Sample_is_refused_with_its_reason))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Cast<InlineDataAttribute>().Select(a => (string)a.GetData(null!).Single()[0]!);
        Directory.EnumerateDirectories(Path.Combine(Shared.Samples, "wrong")).Select(Path.GetFileName).ShouldBe(tested, ignoreOrder: true);
    }

    [Fact]
    public void Broken_containers_are_diagnostics()
    {
        Code([]).ShouldBe("TOSCA0001");
        Code(Encoding.UTF8.GetBytes("this is no zip archive at all, but long enough to be one")).ShouldBe("TOSCA0001");
        var good = Zip(z => Add(z, "vnfd.yaml", "a: b"));
        Code(good[..(good.Length / 2)]).ShouldBe("TOSCA0001");
        Code(Zip(z => Add(z, "../evil.yaml", "a: b"))).ShouldBe("TOSCA0002");
        Code(Zip(z => Add(z, "/etc/passwd", "a: b"))).ShouldBe("TOSCA0002");
        Code(Zip(z => Add(z, "..\\evil.yaml", "a: b"))).ShouldBe("TOSCA0002");
        Code(Zip(z => Add(z, "bomb.bin", new string('0', 8 << 20)))).ShouldBe("TOSCA0003");
        Code(Zip(z =>
        {
            Add(z, "a.yaml", "a: b");
            Add(z, "a.yaml", "a: c");
        })).ShouldBe("TOSCA0004");
        Code(Zip(z =>
        {
            z.CreateEntry("link").ExternalAttributes = unchecked((int)0xA1FF0000);
        })).ShouldBe("TOSCA0005");
        Code(Zip(z =>
        {
            for (var i = 0; i < 10_050; i++)
            {
                z.CreateEntry($"f{i}");
            }
        })).ShouldBe("TOSCA0003");
        Code(Zip(z => z.CreateEntry("directory/"))).ShouldBe("TOSCA0013");
        Code(Zip(z => Add(z, "C:\\windows\\evil.yaml", "a: b"))).ShouldBe("TOSCA0002");
        Code(Zip(z => Add(z, "a\nb.yaml", "a: b"))).ShouldBe("TOSCA0002");

        // the flag of encryption in the local header and in the directory
        var encrypted = Zip(z => Add(z, "vnfd.yaml", "a: b"));
        encrypted[6] |= 1;
        encrypted[encrypted.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        Code(encrypted).ShouldBe("TOSCA0005");

        // two names for the same packed bytes
        var overlapping = Zip(z =>
        {
            Add(z, "a.bin", new string('x', 100));
            Add(z, "b.bin", new string('x', 100));
        });
        var directory = overlapping.AsSpan().IndexOf("PK\x01\x02"u8);
        var second = directory + overlapping.AsSpan(directory + 4).IndexOf("PK\x01\x02"u8) + 4;
        BinaryPrimitives.WriteInt32LittleEndian(overlapping.AsSpan(second + 20), 100_000);
        Code(overlapping).ShouldBe("TOSCA0003");
    }

    [Fact]
    public void A_bit_that_falls_over_in_the_archive_is_a_diagnostic()
    {
        using var stream = new MemoryStream();
        CsarPacker.Pack(Path.Combine(Shared.Samples, "5g-core/upf"), stream);
        var bytes = stream.ToArray();
        var random = new Random(5);
        for (var i = 0; i < 120; i++)
        {
            var mutated = (byte[])bytes.Clone();
            mutated[random.Next(mutated.Length)] ^= (byte)(1 << random.Next(8));
            if (i % 5 == 0)
            {
                mutated = mutated[..random.Next(mutated.Length)];
            }

            using var zip = new ZipPackageFiles(new MemoryStream(mutated));
            var result = PackageReader.Read(zip);
            (result.Ok == (result.VnfDescriptor is not null)).ShouldBeTrue();
        }
    }

    private static string Code(byte[] bytes)
    {
        using var zip = new ZipPackageFiles(new MemoryStream(bytes));
        return PackageReader.Read(zip).Errors.First().Code;
    }

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(zip);
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string path, string content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(path).Open());
        writer.Write(content);
    }
}
